/** The projects of a run share one server; the first to end stops it, after all tests. */
export default async function stop() {
  await globalThis.redressPostgres?.stop();
  globalThis.redressPostgres = undefined;
}
