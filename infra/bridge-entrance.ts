// How Twilio reaches the media bridge: CloudFront, which has a valid certificate, then an internal load balancer.
import { Duration, Validations } from 'aws-cdk-lib'
import { OriginProtocolPolicy } from 'aws-cdk-lib/aws-cloudfront'
import { VpcOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import { type IVpc, Peer, Port, SecurityGroup, SubnetType } from 'aws-cdk-lib/aws-ec2'
import { type ApplicationListener, ApplicationLoadBalancer, ApplicationProtocol } from 'aws-cdk-lib/aws-elasticloadbalancingv2'
import { Construct } from 'constructs'
import { NETWORK } from './bridge-network.ts'
import type { Config } from './config.ts'
import type { FrontDoor } from './front-door.ts'

/** Media streams, those who listen in, and whether one more call would find room. */
const PATHS = ['/media/*', '/listen/*', '/ready']

export class BridgeEntrance extends Construct {
  readonly listener: ApplicationListener

  constructor(scope: Construct, { vpc, front, config }: { vpc: IVpc; front: FrontDoor; config: Config }) {
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

    const origin = VpcOrigin.withApplicationLoadBalancer(balancer, { protocolPolicy: OriginProtocolPolicy.HTTP_ONLY, httpPort: 80 })
    for (const path of PATHS) front.addBridge(path, origin)
    // CloudFront refuses an origin in a network that has no way to the internet yet.
    front.distribution.node.addDependency(vpc.internetConnectivityEstablished)

    Validations.of(balancer).acknowledge({
      id: 'AwsSolutions-ELB2',
      reason: 'The path of a stream carries its token: the bridge logs each call without it.',
    })
  }
}
