// Submodels that break the rules, each in one way, and what a verified run says of them.
#include "sim/engine/verification.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "tests/sim/engine/toy_model.hpp"
#include "tests/support/thrown_message.hpp"

namespace {

using lien_test::thrown_message;
using lien_test::toy::Settings;
using lien_test::toy::World;
using sim::Executor;
using sim::Month;

class Rogue final : public sim::Submodel<World> {
 public:
  sim::Declaration declaration() const override {
    return {.name = "rogue", .phase = "P99", .meaning = "breaks rules", .writes = writes, .amends = amends};
  }
  void decide(const World& world, const sim::Step&) override {
    if (while_deciding) while_deciding(world);
  }
  void commit(World& world, const sim::Step& step) override {
    if (while_committing) while_committing(world, step);
  }
  std::vector<std::string> writes, amends;
  std::function<void(const World&)> while_deciding;
  std::function<void(World&, const sim::Step&)> while_committing;
};

/// Runs one month of the toy model with the rogue at its end.
class Verification : public testing::Test {
 protected:
  std::string complaint(const std::function<void(Rogue&)>& make, bool verified = true) {
    World world(Settings{});
    auto schedule = lien_test::toy::schedule();
    auto rogue = std::make_unique<Rogue>();
    make(*rogue);
    schedule.add(std::move(rogue));
    const Executor executor(1);
    sim::Simulation<World> simulation(world, schedule, executor, {1, 0});
    if (verified) simulation.verify({});
    return thrown_message<sim::InvariantError>([&] { simulation.run(Month{0}, Month{0}, Month{0}); });
  }
  const std::string nothing_ = "(nothing was thrown)";
};

void raise_harvest(World& world, const sim::Step&) { world.harvest[3] += 1; }
void raise_skill(World& world, const sim::Step&) { world.skill[5] += 1; }
void break_first_tie(World& world, const sim::Step& step) {
  world.ties.remove(step.executor, std::vector<std::uint32_t>{0});
  world.ties.index_neighbours(step.executor);
}

TEST_F(Verification, LetsHonestSubmodelsPass) {
  EXPECT_EQ(complaint([](Rogue&) {}), nothing_);
  EXPECT_EQ(complaint([](Rogue& r) {
              r.amends = {"plots.harvest"};
              r.while_committing = raise_harvest;
            }),
            nothing_);
}

TEST_F(Verification, NamesAColumnWrittenWithoutDeclaration) {
  EXPECT_EQ(complaint([](Rogue& r) { r.while_committing = raise_harvest; }),
            "submodel 'rogue' changed column 'plots.harvest' without declaring it");
}

// A const world hands out columns by reference, but a copied column is a handle that can be written through.
TEST_F(Verification, NamesColumnsWrittenWhileDeciding) {
  EXPECT_EQ(complaint([](Rogue& r) {
              r.amends = {"plots.harvest", "gardeners.skill"};
              r.while_deciding = [](const World& world) {
                auto harvest = world.harvest;
                auto skill = world.skill;
                harvest[0] = -1;
                skill[0] = -1;
              };
            }),
            "submodel 'rogue' changed plots.harvest, gardeners.skill while deciding");
}

TEST_F(Verification, ExcusesATableWhoseRowsMoveByDeclaration) {
  EXPECT_EQ(complaint([](Rogue& r) {
              r.amends = {"ties.uid_low", "ties.uid_high"};
              r.while_committing = break_first_tie;
            }),
            nothing_);
}

TEST_F(Verification, NamesTheIdentityOfATableWhoseRowsMoveWithout) {
  EXPECT_EQ(complaint([](Rogue& r) {
              r.amends = {"ties.ij", "ties.ji"};
              r.while_committing = break_first_tie;
            }),
            "submodel 'rogue' changed column 'ties.uid_low' without declaring it");
}

TEST_F(Verification, ExcusesNoTableButTheOneWhoseRowsMove) {
  EXPECT_EQ(complaint([](Rogue& r) {
              r.amends = {"ties.uid_low", "ties.uid_high"};
              r.while_committing = [](World& world, const sim::Step& step) {
                break_first_tie(world, step);
                raise_skill(world, step);
              };
            }),
            "submodel 'rogue' changed column 'gardeners.skill' without declaring it");
}

// Leave to move rows is no leave to write the other columns in a month when no row moves.
TEST_F(Verification, ExcusesNothingWhileNoRowMoves) {
  EXPECT_EQ(complaint([](Rogue& r) {
              r.amends = {"gardeners.uid"};
              r.while_committing = raise_skill;
            }),
            "submodel 'rogue' changed column 'gardeners.skill' without declaring it");
}

TEST_F(Verification, CostsAndSaysNothingUnlessAskedFor) {
  EXPECT_EQ(complaint([](Rogue& r) { r.while_committing = raise_harvest; }, false), nothing_);
}

TEST_F(Verification, NamesSubmodelMonthAndInvariant) {
  World world(Settings{});
  auto schedule = lien_test::toy::schedule();
  const Executor executor(1);
  sim::Simulation<World> simulation(world, schedule, executor, {1, 0});
  simulation.verify({{"rows", [](const World& w) { EXPECT_LE(w.gardeners.rows(), 1000U); }},
                     {"nobody is tied", [](const World& w) {
                        if (w.ties.size() > 0) throw sim::InvariantError("somebody is tied");
                      }}});
  EXPECT_EQ(thrown_message<sim::InvariantError>([&] { simulation.run(Month{-3}, Month{0}, Month{0}); }),
            "bug in submodel 'meetings', month 2007-10, invariant 'nobody is tied': somebody is tied");
}

}  // namespace
