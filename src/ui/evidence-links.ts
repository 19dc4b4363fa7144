/** Where the knowledge has its pages; everyone who may sign in may open them. */
export function evidenceHref(id: string): string {
  return `/knowledge/evidence/${id}`;
}

export function stepHref(id: string): string {
  return `/knowledge/steps/${id}`;
}

export function industryHref(id: string): string {
  return `/knowledge/industries/${id}`;
}
