import type { TestProblem } from '../../electron/contract/diagnostics.ts';

/** What a step of the connection test has found, and what to do about it; for somebody who looks after networks. */
export interface ProblemText {
  readonly what: string;
  readonly todo: string;
}

const problems = {
  earlierStep: {
    what: 'Not tried.',
    todo: 'It leans on the steps before it.',
  },
  notAnswered: {
    what: 'There was no answer within 15 seconds.',
    todo: 'Look at firewalls on the way: they may swallow what they don’t let through.',
  },
  offline: {
    what: 'This computer has no network.',
    todo: 'Connect it, or start the VPN, and test again.',
  },
  serverUnavailable: {
    what: 'Something on the way answers instead of the instance, or the instance is in trouble.',
    todo: 'Look at reverse proxies, firewalls and the instance’s own service.',
  },
  answerNotUnderstood: {
    what: 'The answer is not one of ERP.net’s: a redirect, a page, or a broken one.',
    todo: 'Open the address in a browser on this computer; a network’s own sign-in page may be in the way.',
  },
  hostInvalid: {
    what: 'This is no address of an instance.',
    todo: 'Type it as in the browser’s address bar, for example demodb.my.erp.net.',
  },
  nameNotFound: {
    what: 'The name server knows no computer with this name.',
    todo: 'Check the spelling, then the name servers of this network; inside a company the name may need the VPN.',
  },
  thisComputer: {
    what: 'The instance runs on this computer, where nothing needs to be encrypted.',
    todo: 'Nothing to do.',
  },
  connectionRefused: {
    what: 'The computer is there, but nothing listens at this port.',
    todo: 'Check that the web server runs, and the port in the address.',
  },
  connectionFailed: {
    what: 'No connection came about.',
    todo: 'Check routes and firewalls between this computer and the instance: HTTPS, port 443 unless the address names another.',
  },
  proxyRefused: {
    what: 'The proxy makes no connection to the instance.',
    todo: 'Allow the instance’s address on the proxy, or correct the system’s proxy settings.',
  },
  proxySignIn: {
    what: 'The proxy wants to know who you are.',
    todo: 'Test again and sign in to the proxy when asked, or let the proxy pass this address without.',
  },
  certificateNotTrusted: {
    what: 'The certificate comes from an authority that this computer does not trust.',
    todo: 'If it is your company’s authority, add it to the certificates of the system. If not, let nobody sign in: someone may be reading along.',
  },
  certificateExpired: {
    what: 'The certificate is not valid now.',
    todo: 'Renew it on the server. If it is good, set the clock of this computer.',
  },
  certificateWrongName: {
    what: 'The certificate belongs to another name.',
    todo: 'Use the name that the certificate is made for, or put one for this name on the server.',
  },
  certificateRevoked: {
    what: 'The certificate was withdrawn by its authority.',
    todo: 'Put a new one on the server.',
  },
  certificateEndsSoon: {
    what: 'The certificate ends within two weeks.',
    todo: 'Renew it on the server in time.',
  },
  clientCertificate: {
    what: 'The server asks for a certificate of this computer or person, and did not accept one.',
    todo: 'Install the certificate that the server accepts, and choose it when asked.',
  },
  tlsFailed: {
    what: 'No encrypted connection came about.',
    todo: 'The server must speak TLS 1.2 or later; something that looks into connections may be in the way.',
  },
  notErpNet: {
    what: 'A web server answers, but it is not ERP.net: it has no auto-discovery.',
    todo: 'Use the address of the instance itself. /tools/auto-discovery must be reachable without signing in.',
  },
  instanceNotWorking: {
    what: 'The instance says that its identity or Domain API site is missing or not working.',
    todo: 'Look at the web sites of the instance in its administration.',
  },
  sitesNotProtected: {
    what: 'The instance names a site without HTTPS.',
    todo: 'Correct the addresses of the web sites in the instance’s administration.',
  },
  sitesNotConfirmed: {
    what: 'The instance names an identity site that does not name the same sites.',
    todo: 'The addresses of identity, profile and Domain API must belong together; correct them in the instance’s administration.',
  },
  identityNotThere: {
    what: 'There is no identity site at the address that the instance names.',
    todo: 'Correct the address of the identity site; its discovery document must be reachable, and name the same address.',
  },
  clockDiffers: {
    what: 'The clocks of this computer and of the instance differ by more than a minute.',
    todo: 'Let both take their time from the network. Sign-ins may fail otherwise.',
  },
  notSignedIn: {
    what: 'Nobody is signed in.',
    todo: 'Everything needed to sign in works. Sign in and test again for the rest.',
  },
  signedInElsewhere: {
    what: 'You are signed in to another instance.',
    todo: 'Switch to an account of this one and test again for the rest.',
  },
  keyringLocked: {
    what: 'The sign-in is kept, but the system’s keyring is locked.',
    todo: 'Unlock the keyring.',
  },
  signInEnded: {
    what: 'The sign-in has ended.',
    todo: 'Sign in again; the reason stands in the window.',
  },
  renewalFails: {
    what: 'The sign-in could not be renewed lately.',
    todo: 'It is tried again by itself. If this stays, test the steps above on a computer where it works.',
  },
  accessRunOut: {
    what: 'The access has run out, as it does every hour.',
    todo: 'It is renewed with the next thing that is opened, not by this test. Open a navigator, then test again.',
  },
  noLicenceSeat: {
    what: 'All licence seats are taken.',
    todo: 'Wait until one is free, or ask whoever manages the licences.',
  },
  tooManyRequests: {
    what: 'The instance asks for a pause: too much was asked in a short time.',
    todo: 'Test again in a minute.',
  },
  accessRefused: {
    what: 'The Domain API refuses an access that the identity site gave.',
    todo: 'Test again after a minute. If this stays, compare clocks, and check the trusted application’s scopes.',
  },
  refusedOnTheWay: {
    what: 'Something between here and the Domain API answers with a page of its own.',
    todo: 'Look at reverse proxies and firewalls in front of the Domain API.',
  },
  apiNotThere: {
    what: 'There is no Domain API at the address that the instance names.',
    todo: 'Correct the address of the Domain API in the instance’s administration.',
  },
  serverError: {
    what: 'The instance answers with an error.',
    todo: 'Its own log has more, at the time of this test.',
  },
  noSet: {
    what: 'No navigator is open to try the rights with.',
    todo: 'Open one, then test again.',
  },
  noPermission: {
    what: 'You are signed in, but may not read this.',
    todo: 'Whoever gives rights in ERP.net can allow it for you or your role.',
  },
  setNotThere: {
    what: 'The instance has nothing of this name any more.',
    todo: 'Read the list of navigators again.',
  },
} satisfies Record<TestProblem, ProblemText>;

/** The diagnostics in English. */
export const diagnosticsEn = {
  title: 'Connection and diagnostics',
  close: 'Close',
  part: {
    connectionTest: 'Connection test',
    requestList: 'Requests',
    copyDiagnostics: 'For support',
  },
  milliseconds: '{{ms}} ms',
  bytes: '{{bytes}} B',
  seconds: '{{seconds}} s',
  companyAuthority:
    'not one that browsers bring; mostly your company’s own, or a proxy that looks into connections',
  test: {
    start: 'Test',
    hint: 'Walks the way to the instance. It renews nothing; if you are signed in, it may take a licence seat as any look at data does.',
    through: 'The test came through.',
    endsAt: 'The test found a problem: {{step}}.',
  },
  step: {
    name: 'Name',
    tls: 'Encrypted connection',
    discovery: 'Instance',
    identity: 'Identity site',
    session: 'Sign-in',
    domainApi: 'Domain API',
    rights: 'Rights',
  },
  status: {
    waiting: 'not yet',
    running: 'being tested',
    passed: 'works',
    noted: 'works, with a remark',
    failed: 'does not work',
    skipped: 'not tried',
  },
  fact: {
    proxy: 'Way',
    addresses: 'Addresses',
    certificateFor: 'Certificate for',
    certificateFrom: 'Issued by',
    validFrom: 'Valid from',
    validUntil: 'Valid until',
    companyAuthority: 'Authority',
    version: 'Version',
    identitySite: 'Identity site',
    clockBehind: 'Clock is behind by',
    set: 'Tried with',
  },
  problem: problems,
  requests: {
    label: 'The last requests',
    none: 'Nothing was asked yet.',
    time: 'Time',
    source: 'From',
    from: { instance: 'Network', copy: 'This computer' },
    address: 'Asked for',
    answer: 'Answer',
    duration: 'Took',
    size: 'Size',
  },
  report: {
    label: 'What is copied',
    sentence:
      'This is what is copied, all of it. It holds no records, no names of people and no passwords; it names the instance’s address and the navigators that were used.',
    copied: 'Copied. Paste it into a mail to whoever helps you.',
  },
};

/** What the network asks, in English. */
export const networkQuestionEn = {
  goOn: 'Go on',
  proxy: {
    title: 'Sign in to the proxy',
    sentence:
      'Your network leads through {{proxy}}, which wants to know who you are. This is not your sign-in to ERP.net.',
    realm: 'It calls itself “{{realm}}”.',
    refused: 'The proxy did not accept that. Check user and password.',
    user: 'User',
    password: 'Password',
    kept: 'It holds until you close the program, and is written nowhere.',
  },
  certificate: {
    title: 'Choose a certificate',
    sentence: '{{host}} asks for a certificate that says who you are.',
    facts: '{{subject}}, issued by {{issuer}}, valid until {{day}}',
    refused: 'The server did not accept the certificate that was chosen before.',
    kept: 'Your choice holds until you close the program. With Cancel none is shown.',
  },
};
