package io.tapeloom;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MultiMapConfig;
import com.hazelcast.config.NetworkConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.stream.IntStream;

/**
 * Joins the processes of one machine into a cluster. Neither Hazelcast nor the bus between
 * processes asks who is there, so both listen on the loopback address only, and nothing is found by
 * multicast. This is the one class that knows Hazelcast; it is loaded where a cluster is asked for.
 */
final class ClusterMember {
  private static final String HOST = "127.0.0.1";

  private ClusterMember() {}

  /** A Vert.x that is a member; the first one of a cluster founds it. */
  static Future<Vertx> join(VertxBuilder builder, VertxOptions options, Settings.Cluster cluster) {
    options.setEventBusOptions(
        new EventBusOptions().setHost(HOST).setClusterPublicHost(HOST).setPort(0));
    return builder
        .with(options)
        .withClusterManager(new HazelcastClusterManager(config(cluster)))
        .buildClustered();
  }

  private static Config config(Settings.Cluster cluster) {
    Config config = new Config();
    config.setClusterName(cluster.name());
    config.setProperty("hazelcast.logging.type", "slf4j");
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.shutdownhook.enabled", "false");
    config.setProperty("hazelcast.socket.bind.any", "false");
    config.setProperty("hazelcast.heartbeat.interval.seconds", "1");
    config.setProperty("hazelcast.max.no.heartbeat.seconds", "8");
    config.setProperty("hazelcast.wait.seconds.before.join", "0");
    network(config.getNetworkConfig(), cluster.port());
    config.addMultiMapConfig(
        new MultiMapConfig("__vertx.subs")
            .setBackupCount(1)
            .setValueCollectionType(MultiMapConfig.ValueCollectionType.SET));
    config.getMapConfig("__vertx.haInfo").setBackupCount(1);
    config.getMapConfig("__vertx.nodeInfo").setBackupCount(1);
    return config;
  }

  private static void network(NetworkConfig network, int port) {
    network.setPort(port).setPortAutoIncrement(true).setPortCount(Settings.Cluster.MOST_MEMBERS);
    network.setPublicAddress(HOST);
    network.getInterfaces().setEnabled(true).addInterface(HOST);
    JoinConfig join = network.getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(true);
    IntStream.range(port, port + Settings.Cluster.MOST_MEMBERS)
        .forEach(each -> join.getTcpIpConfig().addMember(HOST + ":" + each));
  }
}
