// Runs named tests one after the other and counts. A test that fails leaves a picture behind, where there is something to see.

export class Report {
  passed = 0;
  failed = 0;

  constructor(private readonly picture: (name: string) => Promise<void>) {}

  async test(name: string, body: () => Promise<void>): Promise<boolean> {
    const start = Date.now();
    try {
      await body();
      this.pass(name, Date.now() - start);
      return true;
    } catch (error) {
      this.fail(name, error instanceof Error ? (error.stack ?? error.message) : String(error));
      await this.picture(`failed-${name}`).catch(() => {});
      return false;
    }
  }

  pass(name: string, milliseconds: number): void {
    this.passed++;
    console.log(`ok    ${name} (${(milliseconds / 1000).toFixed(1)} s)`);
  }

  fail(name: string, why: string): void {
    this.failed++;
    console.log(`FAIL  ${name}\n      ${why.replaceAll("\n", "\n      ")}`);
  }
}
