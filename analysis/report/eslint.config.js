// Rules for the script of the page: everything the type checker can tell, and nothing that runs text.
import tseslint from "typescript-eslint";

export default tseslint.config(...tseslint.configs.strictTypeChecked, {
  languageOptions: { parserOptions: { project: "./tsconfig.json", tsconfigRootDir: new URL(".", import.meta.url).pathname } },
  rules: {
    "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
    "no-restricted-properties": [
      "error",
      { property: "innerHTML", message: "text goes in as text" },
      { property: "outerHTML", message: "text goes in as text" },
    ],
    "no-eval": "error",
    eqeqeq: "error",
  },
}, { ignores: ["eslint.config.js", "node_modules/"] });
