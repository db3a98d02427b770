const words = 'words for the reader of maps and reports';
const shape = 'holds other keys, which have cells';
const names = 'gives a name or a kind to what other keys promise';

/** Keys that no SDK can keep or break, with the reason. */
export const uncelled: Readonly<Record<string, string>> = {
  '/specVersion': 'the version of the spec language',
  '/api': shape,
  '/api/id': names,
  '/api/name': words,
  '/api/baseUrl': 'the mock stands for it',
  '/api/documentation': words,
  '/api/tip': words,
  '/sources': shape,
  '/sources/*/title': words,
  '/sources/*/level': 'decides whether a finding binds, not whether there is one',
  '/languages': shape,
  '/languages/*/title': words,
  '/languages/*/documented': 'decides whether there is an error map',
  '/errors': shape,
  '/errors/classes': shape,
  '/errors/classes/*/deprecated': words,
  '/errors/classes/*/description': words,
  '/errors/classes/*/raised': 'for check alone',
  '/errors/transport': shape,
  '/errors/body': shape,
  '/errors/body/example': 'the body that the mock serves where nothing was recorded',
  '/statuses': shape,
  '/statuses/*/meaning': words,
  '/statuses/*/causes': words,
  '/statuses/*/resolution': words,
  '/statuses/*/*/meaning': words,
  '/statuses/*/*/causes': words,
  '/statuses/*/*/resolution': words,
  '/statuses/*/*/when/header': 'part of /statuses/*/*/when',
  '/statuses/*/*/when/pointer': 'part of /statuses/*/*/when',
  '/statuses/*/*/when/equals': 'part of /statuses/*/*/when',
  '/operations': shape,
  '/operations/*/summary': words,
  '/operations/*/response': shape,
  '/operations/*/path': shape,
  '/operations/*/query': shape,
  '/options': shape,
  '/credentials': shape,
  '/success': shape,
  '/retry/operations': shape,
  '/retry/quota/scope': 'has one value',
  '/retry/runtimeResends': 'excuses requests that no SDK makes: resent.test.ts',
  '/hints/headers/*/when/header': 'part of /hints/headers/*/when',
  '/hints/headers/*/when/equals': 'part of /hints/headers/*/when',
  '/hints/clamp/from': 'has one value',
  '/streaming/terminal': shape,
  '/identity': shape,
  '/rateLimits': shape,
  '/rateLimits/*/name': words,
  '/rateLimits/*/limit': 'an SDK is not bound by it; the server is',
  '/rateLimits/*/window': 'an SDK is not bound by it; the server is',
  '/rateLimits/*/scope': 'an SDK is not bound by it; the server is',
  '/rateLimits/*/appliesTo': words,
  '/rateLimits/*/elsewhere': 'for check alone',
  '/operations/*/response/fixture': 'the mock serves it; what an SDK makes of it is in success.values',
  '/operations/*/path/*/type':
    'gives the arguments that are played; what becomes of them is in the cell of the operation',
  '/operations/*/path/*/values':
    'gives the arguments that are played; what becomes of them is in the cell of the operation',
  '/operations/*/path/*/example':
    'gives the arguments that are played; what becomes of them is in the cell of the operation',
  '/operations/*/query/*/type':
    'gives the arguments that are played; what becomes of them is in the cell of the operation',
  '/operations/*/query/*/values':
    'gives the arguments that are played; what becomes of them is in the cell of the operation',
  '/operations/*/query/*/example':
    'gives the arguments that are played; what becomes of them is in the cell of the operation',
  '/operations/*/body/*/type':
    'gives the arguments that are played; what becomes of them is in the cell of the operation',
  '/operations/*/body/*/values':
    'gives the arguments that are played; what becomes of them is in the cell of the operation',
  '/operations/*/body/*/example':
    'gives the arguments that are played; what becomes of them is in the cell of the operation',
  '/operations/*/path/*/constant': 'check refuses a constant outside of the body',
  '/operations/*/query/*/constant': 'check refuses a constant outside of the body',
  '/inLanguages': shape,
  '/streaming': shape,
  '/streaming/format': 'sse is all there is',
  '/options/maxRetries': 'how an adapter sets what scenarios vary',
  '/operations/*/response/status': 'any 2xx is a success; that this one is binds by the source of the operation',
  '/operations/*/path/*/optional':
    'gives the arguments that are played; what becomes of them is in the cell of the operation',
  '/operations/*/query/*/optional':
    'gives the arguments that are played; what becomes of them is in the cell of the operation',
  '/operations/*/body/*/optional':
    'gives the arguments that are played; what becomes of them is in the cell of the operation',
  '/operations/*/body/*/constant':
    'gives the arguments that are played; what becomes of them is in the cell of the operation',
  '/operations/*/rateLimit': 'an SDK is not bound by it; the server is',
  '/operations/*/retry/statuses/*/when/header': 'part of /operations/*/retry/statuses/*/when',
  '/retry/optionRange': shape,
  '/retry/optionRange/min': 'bounds what scenarios set: options.test.ts',
  '/retry/optionRange/max': 'bounds what scenarios set: options.test.ts',
  '/timeouts/optionRange': shape,
  '/timeouts/optionRange/minMs': 'bounds what scenarios set: options.test.ts',
  '/timeouts/optionRange/maxMs': 'bounds what scenarios set: options.test.ts',
  '/options/baseUrl': 'how an adapter sets what scenarios vary',
};
