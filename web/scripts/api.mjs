// The API's types from the running code: writes openapi.json and src/api/schema.ts; with --check says what drifted.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import openapiTS, { astToString } from "openapi-typescript";

const web = fileURLToPath(new URL("..", import.meta.url));
const python = process.env.PYTHON ?? join(web, "..", ".venv", "bin", "python");
const folder = mkdtempSync(join(tmpdir(), "heliograph-api-"));

try {
  const written = join(folder, "openapi.json");
  execFileSync(python, [join(web, "scripts", "openapi.py"), written], { cwd: join(web, ".."), stdio: "inherit" });
  const openapi = readFileSync(written, "utf8");
  const schema = `// Made by \`npm run api\` from openapi.json; not to be edited.\n${astToString(await openapiTS(openapi))}`;
  const files = [[join(web, "openapi.json"), openapi], [join(web, "src", "api", "schema.ts"), schema]];
  if (process.argv.includes("--check")) {
    const drifted = files.filter(([path, text]) => readFileSync(path, "utf8") !== text);
    for (const [path] of drifted) console.error(`${path} is not what the gateway says. Run: npm run api`);
    process.exitCode = drifted.length ? 1 : 0;
  } else for (const [path, text] of files) writeFileSync(path, text);
} finally {
  rmSync(folder, { recursive: true });
}
