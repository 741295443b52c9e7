import js from "@eslint/js";
import a11y from "eslint-plugin-jsx-a11y";
import react from "eslint-plugin-react";
import hooks from "eslint-plugin-react-hooks";
import ts from "typescript-eslint";

import { layers } from "./eslint.layers.js";

export default ts.config(
  { ignores: ["public", "dist", "node_modules", "src/api/schema.ts", "scripts"] },
  js.configs.recommended,
  ...ts.configs.recommendedTypeChecked,
  a11y.flatConfigs.recommended,
  {
    languageOptions: { parserOptions: { project: "./tsconfig.json", tsconfigRootDir: import.meta.dirname } },
    plugins: { react, "react-hooks": hooks },
    settings: { react: { version: "detect" } },
    rules: {
      "react-hooks/rules-of-hooks": "error",
      "react-hooks/exhaustive-deps": "error",
      // Every word a person reads stands in src/base/words.
      "react/jsx-no-literals": ["error", { noStrings: false, allowedStrings: ["·", "–", "×", "/", "?", "%", ", ", "“", "”"] }],
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
    },
  },
  ...layers,
  { files: ["eslint.*.js"], ...ts.configs.disableTypeChecked },
);
