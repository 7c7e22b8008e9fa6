// How Twilio reaches the media bridge: CloudFront, which has a valid certificate, then an internal load balancer.
import { Duration, Validations } from 'aws-cdk-lib'
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront'
import { VpcOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import { type IVpc, Peer, Port, SecurityGroup, SubnetType } from 'aws-cdk-lib/aws-ec2'
import { type ApplicationListener, ApplicationLoadBalancer, ApplicationProtocol } from 'aws-cdk-lib/aws-elasticloadbalancingv2'
import { Construct } from 'constructs'
import { NETWORK } from './bridge-network.ts'
import type { Config } from './config.ts'

export class BridgeEntrance extends Construct {
  /** wss://host, without a slash at its end. */
  readonly url: string
  /** Answers 200 while one more call would find room. */
  readonly readyUrl: string
  readonly listener: ApplicationListener

  constructor(scope: Construct, { vpc, config }: { vpc: IVpc; config: Config }) {
    super(scope, 'entrance')
    const securityGroup = new SecurityGroup(this, 'balancer-group', {
      vpc,
      description: 'Load balancer of the media bridge',
      allowAllOutbound: false,
    })
    securityGroup.addIngressRule(Peer.ipv4(NETWORK), Port.tcp(80), 'CloudFront enters by interfaces inside the network')
    const balancer = new ApplicationLoadBalancer(this, 'balancer', {
      vpc,
      vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
      internetFacing: false,
      securityGroup,
      dropInvalidHeaderFields: true,
      deletionProtection: config.terminationProtection,
      // Frames come every 20 ms while a call lives: two silent minutes are a dead one.
      idleTimeout: Duration.minutes(2),
    })
    this.listener = balancer.addListener('http', { port: 80, protocol: ApplicationProtocol.HTTP, open: false })

    const distribution = new Distribution(this, 'distribution', {
      comment: `ringmaster-${config.stage} media streams`,
      defaultBehavior: {
        origin: VpcOrigin.withApplicationLoadBalancer(balancer, { protocolPolicy: OriginProtocolPolicy.HTTP_ONLY, httpPort: 80 }),
        allowedMethods: AllowedMethods.ALLOW_ALL,
        cachePolicy: CachePolicy.CACHING_DISABLED,
        // The upgrade's headers have to reach the bridge.
        originRequestPolicy: OriginRequestPolicy.ALL_VIEWER,
        viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      },
      // Ten seconds by default, whatever the cache policy says: a bridge that was full for a moment would stay so for the webhook.
      errorResponses: [502, 503, 504].map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) })),
    })
    // CloudFront refuses an origin in a network that has no way to the internet yet.
    distribution.node.addDependency(vpc.internetConnectivityEstablished)
    this.url = `wss://${distribution.distributionDomainName}`
    this.readyUrl = `https://${distribution.distributionDomainName}/ready`

    Validations.of(balancer).acknowledge({
      id: 'AwsSolutions-ELB2',
      reason: 'The path of a stream carries its token: the bridge logs each call without it.',
    })
    Validations.of(distribution).acknowledge(
      { id: 'AwsSolutions-CFR1', reason: 'Twilio calls from wherever its media servers stand.' },
      { id: 'AwsSolutions-CFR2', reason: 'Only a token that we signed opens a stream; a firewall cannot look into one.' },
      { id: 'AwsSolutions-CFR3', reason: 'The path of a stream carries its token: the bridge logs each call without it.' },
      { id: 'AwsSolutions-CFR4', reason: "The owner has no domain: CloudFront's own certificate fixes the lowest version." },
    )
  }
}
