// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.s3;

import io.dgen.store.StoreOptions;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.URI;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;

/** Creates clients and their threads. */
final class S3Client {
    private static final String NO_UNSAFE = "io.netty.noUnsafe";

    /** Requests without data, such as HEAD, do not wait for those with data. */
    private static final int SPARE_CONNECTIONS = 2;

    /** Netty logs what the SDK throws. A field, because loggers are only weakly referenced. */
    private static final Logger NETTY = Logger.getLogger("io.netty");

    static {
        NETTY.setLevel(Level.OFF);
        // The JDK prints a warning if it is used, and Netty does without.
        if (System.getProperty(NO_UNSAFE) == null) {
            System.setProperty(NO_UNSAFE, "true");
        }
    }

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private static final int MAX_PORT = 65535;

    private S3Client() {}

    static EventLoops threads(StoreOptions options) {
        int cpus = Runtime.getRuntime().availableProcessors();
        int count = options.threads() == 0 ? cpus : Math.min(cpus, options.threads());
        return new EventLoops(count);
    }

    static S3AsyncClient of(StoreOptions options, EventLoops threads) {
        S3AsyncClientBuilder builder = S3AsyncClient.builder()
                .httpClientBuilder(NettyNioAsyncHttpClient.builder()
                        .eventLoopGroup(SdkEventLoopGroup.create(threads, NioSocketChannel::new))
                        .maxConcurrency(options.transfers() + SPARE_CONNECTIONS)
                        .connectionTimeout(options.timeout())
                        .tlsNegotiationTimeout(options.timeout())
                        .readTimeout(options.timeout())
                        .writeTimeout(options.timeout())
                        // Others use the connections for as long as their data takes.
                        .connectionAcquisitionTimeout(LONGEST_WAIT))
                // Uploads have a checksum that is known before; what is read is compared byte by byte.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        URI endpoint = endpoint(options);
        if (endpoint != null) {
            // Servers other than those of Amazon rarely have a domain for each bucket, and take any region.
            builder.endpointOverride(endpoint).forcePathStyle(true).region(configuredRegion());
        }
        return builder.build();
    }

    private static @Nullable URI endpoint(StoreOptions options) {
        if (options.endpoint() != null) {
            return options.endpoint();
        }
        String ofS3 = System.getenv("AWS_ENDPOINT_URL_S3");
        String named = ofS3 != null ? ofS3 : System.getenv("AWS_ENDPOINT_URL");
        return named == null ? null : checked(URI.create(named));
    }

    /**
     * {@return the address of a server}
     *
     * @throws IllegalArgumentException if it is no address of an HTTP server
     */
    static URI checked(URI endpoint) {
        boolean isHttp =
                "http".equalsIgnoreCase(endpoint.getScheme()) || "https".equalsIgnoreCase(endpoint.getScheme());
        boolean isPlain =
                endpoint.getQuery() == null && endpoint.getFragment() == null && endpoint.getUserInfo() == null;
        if (!isHttp || !isPlain || endpoint.getHost() == null || endpoint.getPort() > MAX_PORT) {
            throw new IllegalArgumentException(
                    "endpoint '" + endpoint + "': expected an http or https address, such as http://localhost:9000");
        }
        return endpoint;
    }

    /** Does not ask the metadata service of an EC2 instance, which other machines wait for. */
    private static Region configuredRegion() {
        try {
            return new AwsRegionProviderChain(new SystemSettingsRegionProvider(), new AwsProfileRegionProvider())
                    .getRegion();
        } catch (SdkClientException e) {
            return Region.US_EAST_1;
        }
    }
}
