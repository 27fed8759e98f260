// The page of hypotheses: what its figures show of a study made by hand, and that texts stay texts.
#include "analysis/report/hypothesis/hypothesis_page.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "analysis/report/hypothesis/effect_drawing.hpp"
#include "analysis/report/hypothesis/effect_scale.hpp"
#include "analysis/report/hypothesis/hypothesis_json.hpp"
#include "sim/core/error.hpp"
#include "tests/analysis/report/synthetic_study.hpp"
#include "tests/support/thrown_message.hpp"

namespace lien_test {
namespace {

using namespace analysis::report;
using testing::DoubleEq;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

TEST(HypothesisPage, ShowsEffectsBesideTheSmallest) {
  const std::vector<EffectFigure> figures = effect_figures(synthetic_study());
  ASSERT_THAT(figures, SizeIs(2));
  const EffectFigure& effects = figures[0];
  EXPECT_EQ(effects.id, "effects");
  ASSERT_THAT(effects.panels, SizeIs(2));
  ASSERT_THAT(effects.panels[0].rows, SizeIs(6));
  const EffectRow& row = effects.panels[0].rows[0];
  EXPECT_EQ(row.theory, "beta");
  EXPECT_TRUE(row.wired && row.reaches);
  EXPECT_EQ(row.count, 16U);
  EXPECT_THAT(row.value, DoubleEq(0.05));
  EXPECT_THAT(row.low, DoubleEq(0.035));
  EXPECT_EQ(row.written.en, "+5.0 pp [+3.5; +6.5]");
  EXPECT_FALSE(effects.panels[0].rows[1].wired || effects.panels[0].rows[1].reaches);
  EXPECT_EQ(effects.panels[0].smallest_text.en, "+3.0 pp");
  EXPECT_LE(effects.panels[0].low, -0.005);  // the lowest interval, 0 and the smallest are in the frame
  EXPECT_GE(effects.panels[0].high, 0.085);
  EXPECT_EQ(effects.panels[0].about.en, "Companies engaged (10 or more), end of January 2013; more − usual");
  EXPECT_EQ(effects.panels[1].about.en,
            "Contacts, mean after December 2008 until January 2013; 0.5 × more − 0.5 × usual");
  EXPECT_EQ(effects.population.en, "16 to 32 pairs a theory and wiring; seeds 1 to 2; 3 theories");
  EXPECT_EQ(effects.band.en, "95%, repeated: it holds at all looks together");
}

TEST(HypothesisPage, CountsTheDrawsThatReachTheSmallest) {
  const std::vector<EffectFigure> figures = effect_figures(synthetic_study());
  const EffectFigure& draws = figures[1];
  ASSERT_THAT(draws.panels[0].rows, SizeIs(6));
  EXPECT_THAT(draws.panels[0].rows[0].dots, SizeIs(9));
  // Draws 0, 3, …, 24 are of the first theory; 0.002 d is 0.03 or more from d = 15 on.
  EXPECT_EQ(draws.panels[0].rows[0].written.en, "4 of 9");
  EXPECT_EQ(draws.panels[0].rows[1].written.fr, "1 sur 8") << "one failed, one lies far off";
  EXPECT_LT(draws.panels[0].high, 1.0) << "one draw does not squeeze all others";
  ASSERT_THAT(draws.remarks, SizeIs(2));
  EXPECT_THAT(draws.remarks[0].en, HasSubstr("engaged: one dot lies outside the frame"));
  EXPECT_EQ(draws.population.en, "25 draws of 42 parameters, one replicate; seeds 1001 to 1003");
}

TEST(HypothesisPage, SaysWhatIsTheSmallestEffect) {
  const auto claims = synthetic_study().hypothesis.claims;
  EXPECT_EQ(smallest_in_words(claims[0]).fr, "hausse d’au moins 3,0\u202fpt");
  EXPECT_EQ(smallest_in_words(claims[1]).en, "fall of at least 2.0%");
  EXPECT_THAT(axis_of(claims[1]).en, HasSubstr("logarithm of the ratio"));
  EXPECT_EQ(scale_of(claims[1]).written(-0.0123).en, "−0.012");
}

TEST(HypothesisPage, DrawsWhatIsKnownOnly) {
  analysis::StudyRecord record = synthetic_study();
  record.study.theories[1].wired[0] = analysis::test_claim(std::vector<double>{0.1}, 0.03, 1.96);  // one pair
  const auto figures = effect_figures(record);
  EXPECT_EQ(figures[0].panels[0].rows[2].written.en, "–");
  for (const EffectFigure& figure : figures) {
    const std::string svg = svg_of(drawing_of(figure, false));
    EXPECT_THAT(svg, Not(HasSubstr("nan")));
    EXPECT_THAT(svg, HasSubstr("asymmetric"));
    EXPECT_THAT(svg, HasSubstr("N : "));
  }
  EXPECT_THAT(svg_of(drawing_of(figures[0], false)), HasSubstr("+5.0 pp [+3.5; +6.5]"));
}

TEST(HypothesisPage, TellsVerdictAgreementArmsAndHash) {
  const auto json = hypothesis_json(synthetic_study());
  EXPECT_EQ(json["finding"], "built_in");
  EXPECT_EQ(json["isVerdict"], true);
  EXPECT_THAT(json["reasons"]["fr"].get<std::string>(), HasSubstr("Toutes les affirmations tiennent sous 3"));
  EXPECT_EQ(json["change"]["en"], "");
  EXPECT_EQ(json["agreement"][4]["count"], 3);
  EXPECT_EQ(json["agreement"][4]["makes"], "built_in");
  EXPECT_EQ(json["agreement"][3]["needed"], 0.8);
  EXPECT_EQ(json["arms"][1]["set"][1], "trust.bias=0.1");
  EXPECT_EQ(json["frozen"], std::string(64, 'a'));
  EXPECT_EQ(json["command"], "lien test 'my files/H99.toml' --full");
  EXPECT_EQ(json["figures"][0]["panels"][0]["rows"][1]["result"], "excluded");
  EXPECT_EQ(json["figures"][1]["panels"][0]["rows"][1]["dots"][1], nullptr) << "draw 3 failed";
}

TEST(HypothesisPage, OfSeveralHasPAfterHolm) {
  analysis::StudyRecord first = synthetic_study(), second = synthetic_study();
  second.hypothesis.id = "H100";
  for (auto& theory : second.study.theories) theory.wired[1].p_t = 0.04;
  const auto family = family_json({first, second});
  EXPECT_EQ(family["theories"], nlohmann::json({"asymmetric", "beta", "fire"}));
  EXPECT_EQ(family["p"][0][0], 0.0002);  // 2 × 0.0001
  EXPECT_EQ(family["p"][1][2], 0.04);
  EXPECT_EQ(family_json({first}), nullptr);
  EXPECT_THAT(hypothesis_page_of({first, second}, PageLanguage::english),
              HasSubstr("<title>Hypotheses H99, H100 – Lien</title>"));
  EXPECT_THAT(thrown_message<sim::InputError>([&] {
                (void)hypothesis_page_of({first, first}, PageLanguage::english);
              }),
              HasSubstr("two studies are of the hypothesis H99"));
}

TEST(HypothesisPage, TakesHostileTextsAsText) {
  analysis::StudyRecord record = synthetic_study();
  const std::string hostile = "</title><script>harm()</script><img src=x onerror=harm()> {{data}}";
  for (std::string* text :
       {&record.hypothesis.statement, &record.hypothesis.statement_fr, &record.hypothesis.origin,
        &record.hypothesis.remark, &record.hypothesis.claims[0].name, &record.hypothesis.arms[0].name,
        &record.study.theories[0].theory, &record.program})
    *text = hostile;
  record.study.freeze.now = hostile;
  record.hypothesis.file = hostile;
  const std::string page = hypothesis_page_of({record}, PageLanguage::english);
  EXPECT_THAT(page, Not(HasSubstr("<script>harm")));
  EXPECT_THAT(page, Not(HasSubstr("<img src=x")));
  EXPECT_THAT(page, HasSubstr("&lt;script&gt;harm()&lt;/script&gt;"));
}

}  // namespace
}  // namespace lien_test
