import { safeHtml } from '../../src/ui/safe-html.js';
import type {
  CitationView,
  IncidentHeaderView,
  LedgerRowView,
  PageView,
  ShellView,
} from '../../src/ui/views.types.js';

/** One page with every partial and block in use: drawn by the tests of the pages, looked at by people. */
export const shell: ShellView = {
  organisation: 'Larkmoor Group',
  actor: { name: 'Imke Dorn', initials: 'ID', role: 'Security lead' },
  nav: [
    { href: '/', label: 'Dashboard', icon: 'layout-dashboard', group: 'work', active: false },
    {
      href: '/incidents',
      label: 'Incidents',
      icon: 'shield-alert',
      group: 'work',
      active: true,
      badge: { count: 5, words: 'open' },
    },
    {
      href: '/obligations',
      label: 'Obligations',
      icon: 'scale',
      group: 'work',
      active: false,
      badge: { count: 2, words: 'due within 24 hours', hot: true },
    },
    { href: '/knowledge/evidence', label: 'Evidence base', icon: 'library', group: 'library', active: false },
    { href: '/audit', label: 'Audit trail', icon: 'link-2', group: 'record', active: false },
  ],
  formToken: 'token-of-session',
  now: '2026-11-19T14:20:00Z',
  zone: 'Europe/Dublin',
  versions: { rules: '2026-11-21+0123456789ab', product: '0.1.0' },
  theme: 'system',
  mayOpenIncident: true,
};

const incident: IncidentHeaderView = {
  reference: 'INC-2026-00042',
  title: 'Account details copied through the statements service',
  chips: [
    { text: 'Critical', tone: 'danger', icon: 'octagon-alert' },
    { text: 'Notifying', tone: 'brand' },
    { text: 'Confirmed' },
    { text: 'Counsel advising', tone: 'line', icon: 'lock' },
  ],
  facts: ['Larkmoor Bank, financial services', '48,213 people', 'Lead: Imke Dorn'],
  awareAt: '2026-11-17T09:10:00Z',
  clock: { at: '2026-11-20T09:10:00Z', duty: 'GDPR Art. 33: Data Protection Commission' },
  tabs: [
    { label: 'Overview', href: '/incidents/INC-2026-00042', active: true },
    { label: 'Plan', href: '/incidents/INC-2026-00042/plan', active: false, count: 57 },
    { label: 'Obligations', href: '/incidents/INC-2026-00042/obligations', active: false, count: 9 },
  ],
};

const tape = {
  awareAt: '2026-11-17T09:10:00Z',
  now: '2026-11-19T14:20:00Z',
  zone: 'Europe/Dublin',
  marks: [
    { at: '2026-11-17T15:12:00Z', label: 'DORA first report', state: 'met' as const },
    { at: '2026-11-17T20:40:00Z', label: 'First alert sent', state: 'met' as const },
    { at: '2026-11-19T18:00:00Z', label: 'Full notice target', state: 'target' as const },
    { at: '2026-11-20T09:10:00Z', label: 'GDPR Art. 33', state: 'due' as const },
    { at: '2026-11-20T15:12:00Z', label: 'DORA intermediate', state: 'due' as const },
    { at: '2026-12-20T15:12:00Z', label: 'DORA final', state: 'not-started' as const },
  ],
};

const step = {
  id: 'remedy-loss-guarantee',
  href: '/incidents/INC-2026-00042/plan?open=remedy-loss-guarantee#remedy-loss-guarantee',
  rank: 2,
  name: 'Promise in writing to repay every loss the breach caused',
  facts: ['Executive', 'customers feel it in 2 days', 'effort medium'],
  sources: 3,
  done: false,
  score: {
    score: 23.22,
    parts: [
      { want: 'speed' as const, points: 0.72 },
      { want: 'compensation' as const, points: 24.41 },
    ],
  },
};

const citations: CitationView[] = [
  {
    figure: '74 %',
    finding: 'of US bank customers said a promise to make good all losses would ease their concern.',
    source: 'KPMG with Forbes Insights, Consumer Loss Barometer, 2016, n = 449',
    href: 'https://example.org/study',
    verified: true,
    caveat: 'Stated, not observed.',
  },
  {
    finding: 'Order only: repayment, proof and credit help are the three wishes in finance.',
    source: 'KPMG International, 2019, n = 2,151',
    verified: false,
  },
];

const ledger: LedgerRowView[] = [
  {
    person: 'R-004812',
    href: '/mailings/1?person=R-004812',
    address: 'a••••@example.org',
    channel: 'E-mail',
    state: { text: 'Accepted', tone: 'ok', icon: 'check' },
    at: '2026-11-19T14:19:41Z',
    tries: 1,
  },
  {
    person: 'R-004814',
    address: 'c•••@example.net',
    channel: 'E-mail',
    state: { text: 'Bounced', tone: 'danger', icon: 'mail-x' },
    tries: 2,
    remark: 'address unknown (5.1.1)',
  },
];

export const galleryView: PageView & Record<string, unknown> = {
  title: 'Gallery',
  shell: {
    ...shell,
    exercise: true,
    flash: {
      tone: 'ok',
      text: 'Step skipped: goodwill. Reason kept.',
      undo: { action: '/undo', fields: { step: 'x' } },
    },
  },
  errors: [
    { field: 'awareAt', message: 'Aware cannot be before noticed (Mon 16 Nov, 18:35)' },
    { field: null, message: 'The list has no people' },
  ],
  incident,
  tape,
  step,
  citations,
  ledger,
  scoreLines: [
    { text: 'Compensation: does it fully (4 of 4), weight 24.4 %', points: '24.41' },
    { text: 'Effort medium', points: '× 0.95' },
  ],
  facts: [
    {
      key: 'What happened',
      value: 'An outsider copied monthly statements.',
      origin: 'Recorded by Joris Hale',
    },
    { key: 'Text', value: safeHtml('<em>written by the renderer</em>') },
  ],
  timeline: [
    {
      at: '2026-11-19T12:02:00Z',
      text: 'Full notice started',
      kind: 'key',
      detail: 'requested by Petra Holm',
    },
    { at: '2026-11-17T15:12:00Z', text: 'First report sent to the Central Bank', kind: 'law' },
    { at: '2026-11-16T18:35:00Z', text: 'Alarm on transfer volume' },
  ],
  checks: [
    { text: 'Text approved by Aurel Vance, who wrote none of it' },
    { text: 'One check blocks', icon: 'octagon-alert', tone: 'danger', detail: 'No proof for “fixed”' },
  ],
  crumbs: [{ label: 'Incidents', href: '/incidents' }, { label: 'New' }],
  gap: {
    rows: [
      { label: 'Proof the hole is closed', customers: 42, leaders: 8 },
      { label: 'An apology', customers: 24, leaders: 47 },
    ],
  },
  weights: {
    industry: 'financial services',
    rows: [
      { want: 'compensation', weight: 24.4, prior: { mean: 16.6, low: 12, high: 20.8 } },
      { want: 'identity-help', weight: 14.5, prior: { mean: 12, low: 8.5, high: 15.7 } },
      { want: 'apology', weight: 7.1, prior: { mean: 9.1, low: 5.9, high: 12 } },
    ],
  },
  progress: {
    total: 31940,
    of: '31,940 people',
    parts: [
      { label: 'Accepted', count: 30410, tone: 'ok' },
      { label: 'Deferred', count: 112, tone: 'warn' },
      { label: 'Bounced', count: 356, tone: 'danger' },
    ],
  },
  businesses: [
    { value: 'bank', label: 'Larkmoor Bank (financial services)' },
    { value: 'shop', label: 'Fennick Stores (retail)' },
  ],
  classes: [
    { value: 'contact', label: 'Contact details', checked: true },
    { value: 'card', label: 'Payment cards', hint: '(number, date)' },
  ],
  counts: [
    { key: 'E-mail', value: '29,644' },
    { key: 'Call first', value: '58 held back' },
  ],
  wantIds: ['compensation', 'speed'],
  sha256: '7c1e94a05be20d17aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  dues: [
    { at: '2026-11-19T11:00:00Z' },
    { at: '2026-11-20T09:10:00Z' },
    { at: '2026-11-21T18:00:00Z', remark: 'own target' },
    { at: '2026-11-17T15:40:00Z', metAt: '2026-11-17T15:12:00Z' },
    { at: '2026-11-09T11:00:00Z', metAt: '2026-11-09T13:00:00Z' },
    { words: 'Not started', remark: '1 month after the above' },
  ],
};

export const gallery = `
{{> incident-header incident}}
{{#card title="Clock tape" aside="Hours since awareness. Times in Europe/Dublin, GMT"}}{{> clock-tape tape=tape}}{{/card}}
<div class="grid cols-main mt"><div class="stack">
{{> want-key wants=wantIds}}
<h2 class="vh">Ranked steps</h2>
<ol class="card steps" aria-label="Ranked steps">
{{#step-row step}}<div class="acts">{{#form action="/accept" class="stack-s"}}<button class="btn sm primary block">Accept<span class="vh"> step {{step.rank}}</span></button>{{/form}}<a class="btn sm" href="#skip">Skip with a reason<span class="vh">, step {{step.rank}}</span></a></div>
<div class="open"><div>{{> score-arithmetic score=step.score.score lines=scoreLines}}</div><div><h4>Evidence</h4>{{#each citations}}{{> citation this}}{{/each}}</div></div>{{/step-row}}
</ol>
{{#card title="Ledger" flush=true}}{{> ledger rows=ledger}}<footer>{{> pager words="1 to 2 of 31,940" next="?after=2"}}</footer>{{/card}}
{{#card title="Duties" flush=true}}<div class="table-wrap"><table class="cards"><thead><tr><th scope="col">Duty</th><th scope="col">Due</th></tr></thead><tbody>{{#each dues}}<tr><th scope="row">Duty {{@index}}</th><td data-label="Due">{{> due-time this}}</td></tr>{{/each}}</tbody></table></div>{{/card}}
{{#card title="Facts" aside="Change a fact" asideHref="#change" footer="One sheet for every notice"}}{{> key-values items=facts}}{{/card}}
{{#card title="What happened"}}
{{#form action="/incidents" class="stack"}}
{{> field name="awareAt" label="Aware" type="datetime-local" hint="Legal clocks start here." value="2026-11-16T09:10" echo="Mon 16 Nov 2026, 09:10 GMT"}}
{{> select name="business" label="Business" options=businesses value="shop" empty="Choose one"}}
{{> checks name="classes" legend="Data affected" type="checkbox" options=classes hint="As far as you know."}}
{{> textarea name="summary" label="In plain words" value="One line" optional=true}}
{{> checkbox name="exercise" label="This is an exercise" checked=false}}
<div class="row"><button class="btn primary" type="submit">Open incident</button><a class="btn" href="/incidents">Not now</a></div>
{{/form}}{{/card}}
{{#filters action="/incidents" label="Filter incidents"}}{{> filter-text name="q" label="Find" value=""}}{{> filter-select name="status" label="State" options=businesses all="All" value=""}}{{/filters}}
{{> before-after before="{ \\"NL\\": 13076 }" after="{ \\"NL\\": 11872 }"}}
</div><aside class="stack" aria-label="Why this order">
{{#card title="Priority gap" footer="KPMG International, fieldwork 2018"}}{{> priority-gap gap=gap customersN=2151 leadersN=1802}}{{/card}}
{{#card title="Weights"}}{{> weights weights=weights}}{{/card}}
{{#card title="Progress"}}<div class="stats">{{> stat value="31,120" label="handed over"}}{{> stat value="356" label="bounced, 1.1 %" tone="warn"}}</div>{{> progress progress=progress}}{{/card}}
{{#card title="Timeline"}}{{> timeline items=timeline}}{{/card}}
{{#card title="Checks"}}{{> checklist items=checks}}{{/card}}
{{#card title="Claims"}}{{#empty-state title="No claims yet." text="They appear here when people use their page or call."}}<a class="btn sm" href="#claim">Record claim by phone</a>{{/empty-state}}{{/card}}
{{#note tone="warn" icon="refresh-cw"}}<b>Written before a fact changed.</b> <a href="#places">Show the 2 places</a>{{/note}}
{{#note tone="info"}}{{> seal sha256=sha256}} {{> seal sha256=sha256 void=true}} {{> who name="Imke Dorn" initials="ID" role="incident lead"}}{{/note}}
{{#note}}<b>{{plural 1 "person" "people"}}</b>, {{formatPercent 0.244}}, {{formatMoney 61480 "EUR"}}, {{formatDay "2026-11-20"}}{{/note}}
{{#details summary="I am not sure we are aware yet"}}<p>Open it as suspected.</p>{{/details}}
{{#confirm-box question="Send to 31,940 people?" items=counts action="/send" confirm="Send to 31,940 people" cancelHref="/mailings"}}{{> field name="count" label="Type the number of people to confirm" inputmode="numeric"}}{{/confirm-box}}
</aside></div>
{{#page-header title="A page" lead="One line below it."}}<a class="btn primary" href="#x">{{icon "plus"}}Open incident</a>{{/page-header}}
`;
