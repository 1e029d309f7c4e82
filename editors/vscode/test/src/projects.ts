// The programs that the tests work on: copies, so that a test may change what it likes.
import * as fs from "node:fs";
import * as path from "node:path";

export const testsFolder = process.env["VALE_TESTS"] ?? "";

export function copyProject(name: string, home: string, as = name): string {
  const target = path.join(home, "projects", as);
  fs.rmSync(target, { recursive: true, force: true });
  fs.cpSync(path.join(testsFolder, "projects", name), target, { recursive: true });
  return target;
}
