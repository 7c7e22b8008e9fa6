// What browsers are told with every file of the page and every answer of the API: the same policy as on one machine, and that only HTTPS is spoken.
import { Duration } from 'aws-cdk-lib'
import { HeadersFrameOption, HeadersReferrerPolicy, ResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront'
import type { Bucket } from 'aws-cdk-lib/aws-s3'
import type { Construct } from 'constructs'
import { contentSecurityPolicy } from '#contract/page-files.ts'

/** Two years, as browsers ask of those whom they keep a list of: https://hstspreload.org */
const HTTPS_ONLY_FOR = Duration.days(730)

/** WebSockets of the page's own host count as its own origin. */
export const pageHeaders = (
  scope: Construct,
  { uploads, issuers }: { uploads: Bucket; issuers: readonly string[] },
): ResponseHeadersPolicy =>
  new ResponseHeadersPolicy(scope, 'headers', {
    securityHeadersBehavior: {
      contentSecurityPolicy: {
        contentSecurityPolicy: contentSecurityPolicy({ bucket: `https://${uploads.bucketRegionalDomainName}`, issuers }),
        override: true,
      },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
      strictTransportSecurity: { accessControlMaxAge: HTTPS_ONLY_FOR, includeSubdomains: true, override: true },
    },
    customHeadersBehavior: {
      customHeaders: [
        { header: 'cross-origin-opener-policy', value: 'same-origin', override: true },
        // Whoever listens in hears; nobody speaks.
        { header: 'permissions-policy', value: 'camera=(), geolocation=(), microphone=()', override: true },
      ],
    },
  })
