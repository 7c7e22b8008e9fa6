// The bucket of everything that is a file: contact lists, what came of them, exports, recordings.
import { Duration, type RemovalPolicy, Validations } from 'aws-cdk-lib'
import { BlockPublicAccess, Bucket, BucketEncryption, CfnBucket, HttpMethods } from 'aws-cdk-lib/aws-s3'
import type { Construct } from 'constructs'

export const makeUploads = (
  scope: Construct,
  { removalPolicy, recordingDays }: { removalPolicy: RemovalPolicy; recordingDays: number },
): Bucket => {
  const bucket = new Bucket(scope, 'Uploads', {
    removalPolicy,
    // A key of the account, whose uses CloudTrail tells, without a monthly price; asked for by the bucket, not by each object.
    encryption: BucketEncryption.KMS_MANAGED,
    bucketKeyEnabled: true,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    // Two writes to one unversioned key may be told as one event.
    versioned: true,
    lifecycleRules: [
      // Lists are personal data: what was imported lives on in the table only.
      { expiration: Duration.days(90), noncurrentVersionExpiration: Duration.days(7) },
      // Words from one invocation to the next, which have been heard by then.
      { prefix: 'imports/', expiration: Duration.days(7) },
      { prefix: 'webhooks/', expiration: Duration.days(7) },
      // What came of a campaign is written anew whenever it is asked for.
      { prefix: 'exports/', expiration: Duration.days(7) },
      // A day as well for those that were deleted before.
      { prefix: 'recordings/', expiration: Duration.days(recordingDays), noncurrentVersionExpiration: Duration.days(1) },
      { abortIncompleteMultipartUploadAfter: Duration.days(1), expiredObjectDeleteMarker: true },
    ],
    // The presigned address is the permission; whoever has it may use it from any page.
    cors: [{ allowedOrigins: ['*'], allowedMethods: [HttpMethods.PUT], allowedHeaders: ['content-type'], maxAge: 3_600 }],
  })
  notifyEventBridge(bucket)
  Validations.of(bucket).acknowledge({
    id: 'AwsSolutions-S1',
    reason: 'Every list is recorded as an import in the table; access logs of uploads by presigned addresses would name no person.',
  })
  return bucket
}

/** The construct's own `eventBridgeEnabled` brings a Lambda along to set this one property of the bucket. */
const notifyEventBridge = (bucket: Bucket): void => {
  if (!(bucket.node.defaultChild instanceof CfnBucket)) throw new Error('The bucket has no CloudFormation resource')
  bucket.node.defaultChild.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } }
}
