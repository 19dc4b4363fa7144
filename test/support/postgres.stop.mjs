export default async function stop() {
  await globalThis.redressPostgres?.stop();
}
