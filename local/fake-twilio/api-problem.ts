// Refusals of the Calls API, as Twilio words them.

/** Code → HTTP status and message. */
const PROBLEMS = {
  // Twilio does not document which status this has.
  10004: { status: 429, message: 'Call concurrency limit exceeded' },
  20003: { status: 401, message: 'Authenticate' },
  20005: { status: 403, message: 'Account is not active' },
  20404: { status: 404, message: 'The requested resource was not found' },
  20429: { status: 429, message: 'Too Many Requests' },
  20503: { status: 503, message: 'Service Unavailable' },
  21201: { status: 400, message: "No 'To' number is specified" },
  21205: { status: 400, message: 'Url is not a valid URL' },
  21206: { status: 400, message: 'SendDigits is not valid' },
  21208: { status: 400, message: 'Timeout is not valid' },
  21209: { status: 400, message: 'Method is not valid' },
  21211: { status: 400, message: "The 'To' number is not a valid phone number" },
  21212: { status: 400, message: "The 'From' number is not a valid phone number" },
  21213: { status: 400, message: "'From' phone number is required" },
  21215: { status: 400, message: 'Account not authorized to call this number' },
  21218: { status: 400, message: 'ApplicationSid is not valid' },
  21220: { status: 400, message: 'Call is not in-progress. Cannot redirect.' },
  21234: { status: 400, message: 'Invalid MachineDetection value' },
  21609: { status: 400, message: "The 'StatusCallback' URL is not a valid URL" },
  22005: { status: 400, message: 'The queue of calls is full' },
  32018: { status: 400, message: 'Twiml is longer than 4000 characters' },
} as const

export type ProblemCode = keyof typeof PROBLEMS

export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  readonly code: ProblemCode
  readonly status: number

  /** `about`: the value that was refused. */
  constructor(code: ProblemCode, about?: string) {
    super(about === undefined ? PROBLEMS[code].message : `${PROBLEMS[code].message}: ${about}`)
    this.code = code
    this.status = PROBLEMS[code].status
  }

  body(): object {
    return { code: this.code, message: this.message, more_info: `https://www.twilio.com/docs/errors/${this.code}`, status: this.status }
  }
}
