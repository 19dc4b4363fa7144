/** What is wrong with where a link leads. */
export interface LinkFault {
  rule: 'link' | 'link_host';
  message: string;
}

const mailbox =
  /^mailto:[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+$/i;
const telephone = /^tel:\+?[0-9][0-9().-]{1,30}$/i;
const webAddress = /^https:\/\/([^/?#]+)([/?#].*)?$/is;

/**
 * Links lead by `https` to a host on the list, to one mailbox, or to a telephone; nowhere else. The target is
 * judged as a browser would follow it, entities and escapes already read.
 */
export function linkFault(target: string, linkHosts: ReadonlySet<string>): LinkFault | undefined {
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u0020\u007F\\]/.test(target)) return notALink;
  if (/^mailto:/i.test(target)) return mailbox.test(target) ? undefined : notOneMailbox;
  if (/^tel:/i.test(target)) return telephone.test(target) ? undefined : notATelephone;
  const authority = webAddress.exec(target)?.[1];
  if (authority === undefined || !URL.canParse(target)) return notALink;
  const url = new URL(target);
  if (authority.includes('@') || url.username !== '' || url.password !== '') return withUser;
  const host = authority.toLowerCase();
  return url.host === host && linkHosts.has(host) ? undefined : unlistedHost;
}

/** The address as it is written into a message; call only for a target without fault. */
export function normalTarget(target: string): string {
  return /^https:/i.test(target) ? new URL(target).href : target;
}

const notALink: LinkFault = {
  rule: 'link',
  message: 'A link starts with https://, mailto: or tel:, without spaces or backslashes.',
};
const notOneMailbox: LinkFault = {
  rule: 'link',
  message: 'A mail link names one address and nothing after it.',
};
const notATelephone: LinkFault = {
  rule: 'link',
  message: 'A telephone link holds digits and at most one leading plus.',
};
const withUser: LinkFault = {
  rule: 'link',
  message: 'A link has no user part: nothing and no @ stands before the host.',
};
const unlistedHost: LinkFault = {
  rule: 'link_host',
  message: 'The host of this link is not on the list of the organisation; add it there first.',
};
