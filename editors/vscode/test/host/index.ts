// The tests inside the extension host. They see what any extension sees: the editor's API and the installed package.
import { contributions } from "./contributions";
import { facts } from "./facts";
import { features } from "./features";
import { failures, finish } from "./runner";
import { running } from "./runningProgram";

export async function run(): Promise<void> {
  await contributions();
  await features();
  await running();
  // The program is right by now.
  await facts();
  await finish();
  if (failures() > 0) throw new Error(`${failures()} failed`);
}
