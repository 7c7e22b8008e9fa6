// AWS Control Tower's own rules, as cfn-guard reads them: whatever it finds in the templates is answered here, resource by resource.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { CfnGuardValidator } from '@cdklabs/cdk-validator-cfnguard'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { synthesized } from '../support/synthesized.ts'

/** Folders of rules about what our stacks are made of: all of them together take ten times as long. */
const ABOUT = [
  ...['apigateway', 'cloudfront', 'cloudwatch', 'dynamodb', 'ec2', 'ecs', 'elasticloadbalancing', 'identityandaccessmanagement'],
  ...['lambda', 's3', 'sqs', 'stepfunctions'],
]

type Answer = { rule: string; on: RegExp; because: string }

const MADE_ANEW = 'the page is made anew by every deployment, is the same for everybody, and changes nothing by being put there'
const NO_DOMAIN = 'the owner needs no domain: CloudFront’s own name has CloudFront’s own certificate, which fixes all three'
const NO_KEY = 'encrypted with keys that AWS holds; CloudWatch takes no other than one of our own, and log lines hold no personal data'
const FORGETS = 'people have a right to be forgotten: what is locked or kept for years cannot be'

const ANSWERED: readonly Answer[] = [
  { rule: 's3_bucket_default_encryption_kms_check', on: /^Page/, because: MADE_ANEW },
  { rule: 'cloudwatch_log_group_encrypted_check', on: /logs/, because: NO_KEY },
  { rule: 'cloudwatch_log_group_retention_period_check', on: /logs/, because: FORGETS },
  { rule: 's3_bucket_object_lock_enabled_check', on: /^Uploads/, because: FORGETS },
  { rule: 's3_bucket_object_lock_enabled_check', on: /^Page/, because: MADE_ANEW },
  {
    rule: 's3_bucket_logging_enabled_check',
    on: /^Uploads/,
    because: 'each list is an import in the table; presigned addresses name nobody',
  },
  { rule: 's3_bucket_logging_enabled_check', on: /^Page/, because: MADE_ANEW },
  { rule: 's3_bucket_versioning_enabled_check', on: /^Page/, because: MADE_ANEW },
  { rule: 's3_event_notifications_enabled_check', on: /^Page/, because: MADE_ANEW },
  { rule: 's3_lifecycle_policy_check', on: /^Page/, because: MADE_ANEW },
  {
    rule: 'api_gw_v2_access_logs_enabled_check',
    on: /^socketapistage/,
    because: 'it needs a role that is set once for the whole account; the function logs each connection',
  },
  {
    rule: 'api_gw_v2_authorization_type_configured_check',
    on: /^httpapi(GETapi(health|problems|asyncapi|openapi)|POSTwebhooks)|^socketapi.*(default|disconnect)/,
    because: 'public documents; webhooks, which prove themselves by signatures; and sockets that $connect has admitted',
  },
  {
    rule: 'cloudfront_default_root_object_configured_check',
    on: /^frontdoor/,
    because: 'a function of CloudFront names the page of each path',
  },
  { rule: 'cloudfront_origin_failover_enabled_check', on: /^frontdoor/, because: 'each origin is the only one of its kind' },
  { rule: 'cloudfront_access_logs_enabled_check', on: /^frontdoor/, because: 'the path of a stream carries its token' },
  { rule: 'cloudfront_custom_ssl_certificate_check', on: /^frontdoor/, because: NO_DOMAIN },
  { rule: 'cloudfront_sni_enabled_check', on: /^frontdoor/, because: NO_DOMAIN },
  { rule: 'cloudfront_security_policy_check', on: /^frontdoor/, because: NO_DOMAIN },
  {
    rule: 'ecs_container_insights_enabled_check',
    on: /^bridgecluster/,
    because: 'the bridge tells its own metrics; these cost as much as a task',
  },
  {
    rule: 'ecs_service_assign_public_ip_disabled_check',
    on: /^bridgeservice/,
    because: 'nothing may enter by it; a NAT gateway would cost five times the rest of an idle stage',
  },
  {
    rule: 'alb_http_to_https_redirection_check',
    on: /^bridgeentrance/,
    because: 'an internal balancer, entered from CloudFront’s interfaces in the network alone',
  },
  { rule: 'elbv2_logging_enabled_check', on: /^bridgeentrance/, because: 'the path of a stream carries its token' },
  {
    rule: 'lambda_function_public_access_prohibited_check',
    on: /Permission|Allow/,
    because: 'each names the one API, rule or stream of this account that may invoke it; the rule reads no references',
  },
  {
    rule: 'lambda_inside_vpc_check',
    on: /./,
    because: 'nothing that they use is in a network; inside one they would need a NAT gateway to reach Twilio',
  },
  { rule: 'sqs_dlq_check', on: /^eventsgivenup/, because: 'it is itself where undeliverable events end' },
]

const folder = mkdtempSync(join(tmpdir(), 'ringmaster-guard-'))
afterAll(() => rmSync(folder, { recursive: true }))

let found: { rule: string; resource: string }[]
beforeAll(() => {
  const { app, resources } = synthesized('prod')
  const template = { Resources: Object.fromEntries(resources.map(({ logicalId, ...resource }) => [logicalId, resource])) }
  const file = join(folder, 'prod.template.json')
  writeFileSync(file, JSON.stringify(template))
  const home = dirname(createRequire(import.meta.url).resolve('@cdklabs/cdk-validator-cfnguard/package.json'))
  const rules = ABOUT.map((about) => join(home, 'rules/control-tower/cfn-guard', about))
  const { violations } = new CfnGuardValidator({ controlTowerRulesEnabled: false, rules }).validate({
    appConstruct: app,
    templatePaths: [file],
  })
  found = violations.flatMap(({ ruleName: rule, violatingResources }) =>
    violatingResources.map(({ resourceLogicalId: resource }) => ({ rule, resource })),
  )
})

test('the rules are read, and find what they are known to find', () => {
  expect(found).toContainEqual({ rule: 'sqs_dlq_check', resource: expect.stringMatching(/^eventsgivenup/) })
})

test('nothing is found that is not answered with a reason', () => {
  const isAnswered = ({ rule, resource }: (typeof found)[number]) =>
    ANSWERED.some((answer) => answer.rule === rule && answer.on.test(resource))
  expect(found.filter((one) => !isAnswered(one))).toEqual([])
})

test('no answer is left to a question that nobody asks any more', () => {
  const isAsked = ({ rule, on }: Answer) => found.some((one) => one.rule === rule && on.test(one.resource))
  expect(ANSWERED.filter((answer) => !isAsked(answer))).toEqual([])
})
