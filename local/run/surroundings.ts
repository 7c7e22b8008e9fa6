// The environment in which the functions and the bridge find everything on this machine and nothing in AWS.
import { credentials } from '../credentials.ts'

export type Endpoints = {
  dynamodb: string
  s3: string
  /** Step Functions, Secrets Manager, and whatever else speaks AWS's JSON protocol. */
  aws: string
  twilio: string
  elevenLabs: string
  sheets: string
  region: string
}

/** The catch-all endpoint is ours too: a service that is not simulated is refused here, and never asked in the cloud. */
export const surroundings = ({ dynamodb, s3, aws, twilio, elevenLabs, sheets, region }: Endpoints): Record<string, string> => ({
  AWS_REGION: region,
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  AWS_ENDPOINT_URL: aws,
  AWS_ENDPOINT_URL_DYNAMODB: dynamodb,
  AWS_ENDPOINT_URL_S3: s3,
  AWS_EC2_METADATA_DISABLED: 'true',
  TWILIO_API_URL: twilio,
  ELEVENLABS_API_URL: elevenLabs,
  SHEETS_API_URL: sheets,
})

/** A person's own AWS settings would lead elsewhere: a profile, a service's endpoint, FIPS, a proxy's certificates. */
export const forgetAws = (): void => {
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name]
}

export const settleIn = (endpoints: Endpoints): void => {
  forgetAws()
  Object.assign(process.env, surroundings(endpoints))
}
