// The bucket of the built page, which CloudFront alone may read. `npm run deploy` puts the page there.
import assert from 'node:assert/strict'
import { CfnOutput, RemovalPolicy, Validations } from 'aws-cdk-lib'
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3'
import type { Construct } from 'constructs'
import type { Config } from './config.ts'

// The library's class says `x: T | undefined` where its interface says `x?: T`, which exactOptionalPropertyTypes tells apart.
const isBucket = (construct: unknown): construct is IBucket => construct instanceof Bucket

export const makePageBucket = (scope: Construct, { keepsData }: Config): IBucket => {
  const bucket: unknown = new Bucket(scope, 'Page', {
    // CloudFormation cannot delete a bucket with files in it; whoever takes the stage down empties it.
    removalPolicy: keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  })
  assert(isBucket(bucket))
  new CfnOutput(scope, 'PageBucket', { value: bucket.bucketName })
  Validations.of(bucket).acknowledge({
    id: 'AwsSolutions-S1',
    reason: 'The page is the same for everybody, and made anew by every deployment.',
  })
  return bucket
}
