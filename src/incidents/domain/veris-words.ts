/**
 * The closed word lists of VERIS (veriscommunity.net, CC BY-SA 4.0), as published from 1.2 to 1.4.1 taken
 * together: a word that any of them knows is a known word. Country codes are those of `jurisdictions.ts`.
 */
export const VERIS_WORDS = {
  securityIncident: words('Confirmed | Suspected | Near miss | False positive'),
  confidence: words('High | Medium | Low | None'),
  targeted: words('Opportunistic | Targeted | NA | Unknown'),
  correctiveActionCost: words('Difficult and expensive | Something in-between | Simple and cheap | Unknown'),
  timeUnit: words('Seconds | Minutes | Hours | Days | Weeks | Months | Years | Never | NA | Unknown'),
  employeeCount: words(`
    Small | 1 to 10 | 11 to 100 | 101 to 1000 | Large | 1001 to 10000 | 10001 to 25000 | 25001 to 50000
    | 50001 to 100000 | Over 100000 | Unknown`),
  government: words('Federal | Regional | Local | Unknown | Other | NA'),
  motive: words(`
    Convenience | Espionage | Fear | Financial | Fun | Grudge | Ideology | Secondary | NA | Other
    | Unknown`),
  externalActor: words(`
    Acquaintance | Activist | Auditor | Competitor | Customer | Force majeure | Former employee
    | Nation-state | Organized crime | State-affiliated | Terrorist | Unaffiliated | Other | Unknown`),
  internalActor: words(`
    Auditor | Call center | Cashier | Developer | Doctor or nurse | End-user | Executive | Finance
    | Guard | Helpdesk | Human resources | Maintenance | Manager | System admin | Other | Unknown`),
  jobChange: words(`
    Demoted | Hired | Job eval | Lateral move | Let go | Passed over | Personal issues | Promoted
    | Reprimanded | Resigned | Other | Unknown`),
  actionResult: words(`
    Infiltrate | Exfiltrate | Elevate | Lateral movement | Deploy payload | Persist | Other | Unknown
    | NA`),
  hackingVariety: words(`
    Abuse of functionality | AitM | Backdoor | Brute force | Buffer overflow | Cache poisoning
    | Cryptanalysis | CSRF | Disable controls | DoS | Evade Defenses | Exploit misconfig | Exploit vuln
    | Footprinting | Forced browsing | Format string attack | Fuzz testing | Hijack
    | HTTP request smuggling | HTTP request splitting | HTTP response smuggling | HTTP response splitting
    | HTTP Response Splitting | Insecure deserialization | Integer overflows | LDAP injection
    | Mail command injection | MitM | Null byte injection | Offline cracking | OS commanding
    | Pass-the-hash | Path traversal | Profile host | Prompt injection | Reverse engineering | RFI
    | Routing detour | Scan network | Session fixation | Session prediction | Session replay
    | Soap array abuse | Special element injection | SQLi | SSI injection | URL redirector abuse
    | Use of backdoor or C2 | Use of stolen creds | User breakout | Virtual machine escape
    | XML attribute blowup | XML entity expansion | XML external entities | XML injection
    | XPath injection | XQuery injection | XSS | Other | Unknown`),
  hackingVector: words(`
    3rd party desktop | Backdoor | Backdoor or C2 | Command shell | Desktop sharing
    | Desktop sharing software | Hypervisor | Inter-tenant | Other network service | Partner
    | Physical access | VPN | Web application | Other | Unknown`),
  malwareVariety: words(`
    Adminware | Adware | AitM | Backdoor | Backdoor or C2 | Brute force | C2 | Capture app data
    | Capture stored data | Click fraud | Click fraud and cryptocurrency mining | Client-side attack
    | Cryptocurrency mining | Destroy data | Disable controls | DoS | Downloader | Evade Defenses
    | Exploit misconfig | Exploit vuln | Export data | In-memory | Modify data | Packet sniffer
    | Pass-the-hash | Password dumper | Profile host | RAM scraper | Ram scraper | Ransomware | RAT
    | Rootkit | Scan network | Spam | Spyware/Keylogger | SQL injection | Trojan | Worm | Other | Unknown`),
  malwareVector: words(`
    C2 | Direct install | Download by malware | Email | Email attachment | Email autoexecute
    | Email link | Email other | Email unknown | Instant messaging | Network propagation | Partner
    | Remote injection | Removable media | Software update | Web application | Web application - download
    | Web application - drive-by | Web download | Web drive-by | Other | Unknown`),
  socialVariety: words(`
    Baiting | Bribery | Elicitation | Evade Defenses | Extortion | Forgery | Influence | Phishing
    | Pretexting | Prompt bombing | Propaganda | Scam | Spam | Other | Unknown`),
  socialVector: words(`
    Documents | Email | IM | In-person | Partner | Phone | Removable media | SMS | Social media
    | Software | Virtual meeting | Web application | Website | Other | Unknown`),
  socialTarget: words(`
    Auditor | Call center | Cashier | Customer | Developer | End-user | End-user or employee | Executive
    | Finance | Former employee | Guard | Helpdesk | Human resources | Maintenance | Manager
    | Other employee | Partner | System admin | Other | Unknown`),
  misuseVariety: words(`
    Data mishandling | Email misuse | Embezzlement | Evade Defenses | Illicit content | Knowledge abuse
    | Net misuse | Password or Session Sharing | Possession abuse | Privilege abuse | Snap picture
    | Unapproved hardware | Unapproved software | Unapproved workaround | Other | Unknown`),
  misuseVector: words(
    'LAN access | Non-corporate | Physical access | Remote access | Web application | Other | Unknown',
  ),
  physicalVariety: words(`
    Assault | Bypassed controls | Connection | Destruction | Disabled controls | Evade Defenses
    | Skimmer | Snooping | Surveillance | Tampering | Theft | Wiretapping | Other | Unknown`),
  physicalVector: words(`
    Bypassed controls | Disabled controls | Partner facility | Partner vehicle | Personal residence
    | Personal vehicle | Privileged access | Public facility | Public vehicle | Uncontrolled location
    | Victim grounds | Victim public area | Victim secure area | Victim work area | Visitor privileges
    | Unknown | Other`),
  errorVariety: words(`
    Capacity shortage | Classification error | Data entry error | Disposal error | Gaffe | Loss
    | Maintenance error | Malfunction | Misconfiguration | Misdelivery | Misinformation | Omission
    | Physical accidents | Programming error | Publishing error | Other | Unknown`),
  errorVector: words(`
    Carelessness | Inadequate personnel | Inadequate processes | Inadequate technology | Random error
    | Web application | Other | Unknown`),
  environmentalVariety: words(`
    Deterioration | Earthquake | EMI | ESD | Fire | Flood | Hazmat | Humidity | Hurricane | Ice
    | Landslide | Leak | Lightning | Meteorite | Particulates | Pathogen | Power failure | Temperature
    | Tornado | Tsunami | Vermin | Volcano | Wind | Other | Unknown`),
  assetVariety: words(`
    E - Other | E - Telematics | E - Telemetry | E - Unknown | M - Disk drive | M - Disk media
    | M - Documents | M - Fax | M - Flash drive | M - Other | M - Payment card | M - SIM card
    | M - Smart card | M - Tapes | M - Unknown | N - Access reader | N - Broadband | N - Camera
    | N - Firewall | N - HSM | N - IDS | N - LAN | N - NAS | N - Other | N - PBX | N - PLC
    | N - Private WAN | N - Public WAN | N - Remote access | N - Router or switch | N - RTU | N - SAN
    | N - Telephone | N - Unknown | N - VoIP adapter | N - WLAN | P - Auditor | P - Call center
    | P - Cashier | P - Customer | P - Developer | P - End-user | P - End-user or employee | P - Executive
    | P - Finance | P - Former employee | P - Guard | P - Helpdesk | P - Human resources | P - Maintenance
    | P - Manager | P - Other | P - Other employee | P - Partner | P - System admin | P - Unknown
    | S - Authentication | S - Backup | S - Code repository | S - Configuration or patch management
    | S - Database | S - DCS | S - DHCP | S - Directory | S - DNS | S - File | S - ICS
    | S - LLM application | S - Log | S - Mail | S - Mainframe | S - Other | S - Payment switch
    | S - POS controller | S - Print | S - Proxy | S - Remote access | S - SCADA | S - Secrets vault
    | S - Unknown | S - VM host | S - Web application | T - ATM | T - Gas terminal | T - Kiosk | T - Other
    | T - PED pad | T - Unknown | U - Auth token | U - Desktop | U - Desktop or laptop | U - Laptop
    | U - Media | U - Mobile phone | U - Other | U - Peripheral | U - POS terminal | U - Tablet
    | U - Telephone | U - Unknown | U - VoIP phone | Unknown | Other`),
  assetOwnership: words('Customer | Employee | Partner | Victim | NA | Unknown | Other'),
  assetCloud: words(`
    Customer attack | External Cloud Asset(s) | Hosting error | Hosting governance | Hybrid | Hypervisor
    | No | On-Premise Asset(s) | Partner application | Private | Public | User breakout | Other | Unknown
    | NA`),
  assetHosting: words(`
    External - unknown environment | External - dedicated environment | External - shared environment
    | Internal | External | External shared | External dedicated | NA | Other | Unknown`),
  assetManagement: words('External | Internal | Co-managed | NA | Unknown | Other'),
  assetRole: words('IT | OT | Unknown | Other | NA'),
  dataDisclosure: words('No | Potentially | Yes | Unknown'),
  dataVariety: words(`
    API key | Bank | Classified | Copyrighted | Credentials | Digital certificate | Internal | Medical
    | Multi-factor credential | Payment | Personal | Secrets | Sensitive Personal | Session key
    | Source code | System | Virtual currency | Other | Unknown`),
  dataVictim: words(
    'Customer | Employee | Partner | Patient | Student | Victim organization | Other | Unknown',
  ),
  dataState: words(`
    Processed | Stored | Stored encrypted | Stored unencrypted | Transmitted | Transmitted encrypted
    | Transmitted unencrypted | Printed | Other | Unknown`),
  integrityVariety: words(`
    Alter behavior | Created account | Defacement | Fraudulent transaction | Hardware tampering
    | Log tampering | Misappropriation | Misrepresentation | Modify authentication | Modify configuration
    | Modify data | Modify privileges | Register MFA device | Repurpose | Software installation | Other
    | Unknown`),
  availabilityVariety: words(
    'Acceleration | Degradation | Destruction | Interruption | Loss | Obscuration | Other | Unknown',
  ),
  externalDiscovery: words(`
    Actor disclosure | Audit | Customer | Emergency response team | Found documents | Fraud detection
    | Incident response | Law enforcement | Monitoring service | Security researcher | Suspicious traffic
    | Unrelated 3rd party | Other | Unknown`),
  internalDiscovery: words(`
    Antivirus | Break in discovered | Data loss prevention | Financial audit | Fraud detection | Hids
    | HIDS | Incident response | Infrastructure monitoring | It review | IT review | Log review | Nids
    | NIDS | Offboarding | Reported by employee | Security alarm | Other | Unknown`),
  partnerDiscovery: words('Antivirus | Audit | Incident response | Monitoring service | Other | Unknown'),
  developmentVariety: words(`
    Bot | Email | Exploit | Exploit Kits | Payload | Persona | Physical | Ransomware | Trojan | Website
    | NA | Other | Unknown`),
  servicesVariety: words(
    'C2 | Counter AV | DNS | Escrow | Hashcracking | Marketplace | Proxy | VPN | NA | Other | Unknown',
  ),
  targetingVariety: words(`
    Default credentials | Email addresses | Lost or stolen credentials | Misconfigurations
    | Organizational Information | Partner | Personal Information | Physical | Vulnerabilities
    | Weaknesses | NA | Other | Unknown`),
  distributionVariety: words(`
    Botnet | Compromised server | Direct | Email | Loader | Partner | Phone | Physical | Website | NA
    | Other | Unknown`),
  cashOutVariety: words(`
    Cryptocurrency | Direct | Fraud | Hijacked rewards | Provide service | Sell stolen goods
    | Purchase stolen goods | NA | Other | Unknown`),
  launderingVariety: words(`
    Bank | Company | Cryptocurrency tumbling | Employment | Gambling | Physical | Provide service
    | Re-shipping | Sell stolen goods | Smurfing | NA | Other | Unknown`),
  impactRating: words('Catastrophic | Damaging | Painful | Distracting | Insignificant | Unknown'),
  lossVariety: words(`
    Asset and fraud | Brand damage | Business disruption | Competitive advantage | Legal and regulatory
    | Operating costs | Response and recovery | Other`),
  lossRating: words('Major | Moderate | Minor | None | Unknown'),
  currency: codes(`
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BCH BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYR
    BZD CAD CDF CHF CLP CNY COP CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB Ether EUR FJD FKP GBP
    GEL GGP GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS IMP INR IQD IRR ISK JEP JMD JOD JPY KES
    KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP Litecoin LKR LRD LSL LTL LVL LYD MAD MDL MGA MKD MMK MNT MOP
    MRO MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB
    RWF SAR SBD SCR SDG SEK SGD SHP SLL SOS SPL SRD STD SVC SYP SZL THB TJS TMT TND TOP TRY TTD TVD TWD
    TZS UAH UGX USD UYU UZS VEF VND VUV WST XAF XBT XCD XDR XMR XOF XPF YER ZAR ZEC ZMK ZWD`),
  governance: words(`
    3rd party hosted | 3rd party managed | 3rd party owned | Internally isolated | Personally owned
    | Victim governed | Other | Unknown`),
  accessibility: words('External | Internal | Isolated | NA | Other | Unknown'),
  discoveryBefore1_3_3: words(`
    Ext - actor disclosure | Ext - audit | Ext - customer | Ext - emergency response team
    | Ext - found documents | Ext - fraud detection | Ext - incident response | Ext - law enforcement
    | Ext - monitoring service | Ext - other | Ext - security researcher | Ext - suspicious traffic
    | Ext - unknown | Ext - unrelated 3rd party | Ext - unrelated party | Int - antivirus
    | Int - break in discovered | Int - data loss prevention | Int - financial audit | Int - fraud detection
    | Int - HIDS | Int - incident response | Int - infrastructure monitoring | Int - IT audit | Int - IT review
    | Int - log review | Int - NIDS | Int - other | Int - reported by employee | Int - reported by user
    | Int - security alarm | Int - unknown | Prt - antivirus | Prt - audit | Prt - incident response
    | Prt - monitoring service | Prt - other | Prt - unknown | Other | Unknown`),
} as const;

function words(list: string): ReadonlySet<string> {
  return new Set(list.split('|').map((word) => word.trim()));
}

function codes(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}
