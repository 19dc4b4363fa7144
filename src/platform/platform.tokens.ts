/** Injection token of the installation's {@link Keys}. */
export const KEYS = Symbol('Keys');
