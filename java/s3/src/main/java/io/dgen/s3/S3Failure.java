// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.s3;

import io.netty.handler.timeout.TimeoutException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.HttpStatusCode;

/**
 * Converts failures of the SDK to exceptions with a message of one line.
 *
 * @param timeout of requests, for messages
 */
record S3Failure(Duration timeout) {
    private static final int PRECONDITION_FAILED = 412;

    /** The status that Netty gives to an answer that it does not understand. */
    private static final int NO_HTTP = 999;

    private static final String REGION_HEADER = "x-amz-bucket-region";

    /** All other requests fail with 404 only if there is no bucket. */
    private static final Set<String> OPERATIONS_ON_OBJECTS = Set.of("HeadObject", "GetObject");

    /**
     * Waits for the result of a request.
     *
     * @param operation the name of S3 for it
     */
    <T> T await(String operation, CompletableFuture<T> request) throws IOException, InterruptedException {
        try {
            return request.get();
        } catch (InterruptedException e) {
            request.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            throw of(operation, e);
        }
    }

    IOException of(String operation, Throwable thrown) {
        Throwable failure = thrown;
        while ((failure instanceof ExecutionException || failure instanceof CompletionException)
                && failure.getCause() != null) {
            failure = failure.getCause();
        }
        if (failure instanceof IOException io) {
            return io;
        }
        String reason =
                failure instanceof AwsServiceException answer ? reason(operation, answer) : reason(operation, failure);
        return new IOException(reason + attempts(failure), failure);
    }

    private static String attempts(Throwable failure) {
        Integer attempts = failure instanceof SdkException e ? e.numAttempts() : null;
        return attempts == null || attempts < 2 ? "" : ", after " + attempts + " attempts";
    }

    private static String reason(String operation, AwsServiceException answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        String code = details == null ? null : details.errorCode();
        String region = region(details);
        if (region != null && answer.statusCode() / 100 == 3) {
            return "the bucket is in the region " + region + ": set AWS_REGION";
        }
        if (code != null && code.startsWith("ExpiredToken")) {
            return "the session token of the credentials has expired";
        }
        if ("RequestTimeTooSkewed".equals(code)) {
            return "the clocks of this machine and of the store differ by more than 15 minutes";
        }
        return switch (answer.statusCode()) {
            case HttpStatusCode.NOT_FOUND ->
                "NoSuchUpload".equals(code)
                        ? "another run has ended this upload"
                        : "NoSuchKey".equals(code) || code == null && OPERATIONS_ON_OBJECTS.contains(operation)
                                ? "there is no such object"
                                : "there is no such bucket";
            case HttpStatusCode.FORBIDDEN -> "access denied to " + operation + (code == null ? "" : " (" + code + ")");
            case PRECONDITION_FAILED -> "the object has changed during the run";
            case NO_HTTP -> "the server does not answer as an HTTP server";
            default -> "HTTP status " + answer.statusCode() + " to " + operation + explained(code, details);
        };
    }

    private static @Nullable String region(@Nullable AwsErrorDetails details) {
        return details == null || details.sdkHttpResponse() == null
                ? null
                : details.sdkHttpResponse().firstMatchingHeader(REGION_HEADER).orElse(null);
    }

    private static String explained(@Nullable String code, @Nullable AwsErrorDetails details) {
        String message = details == null ? null : details.errorMessage();
        return (code == null ? "" : ", " + code) + (message == null ? "" : ": " + firstSentence(message));
    }

    private String reason(String operation, Throwable failure) {
        String text = String.valueOf(failure.getMessage());
        if (text.contains("Unable to load credentials")) {
            return "no credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE";
        }
        if (text.contains("Unable to load region")) {
            return "no region: set AWS_REGION, or a profile that has one";
        }
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String reason =
                cause.getMessage() == null ? cause.getClass().getSimpleName() : firstSentence(cause.getMessage());
        return switch (cause) {
            case TimeoutException _ -> "the server did not answer within " + timeout.toSeconds() + " s (--timeout)";
            case ClosedChannelException _ -> "the server has closed the connection";
            case UnknownHostException _ -> "unknown host " + reason;
            case XMLStreamException _ -> "the answer to " + operation + " is not that of S3: " + reason;
            default -> reason;
        };
    }

    /** The SDK adds advice. */
    private static String firstSentence(String text) {
        return text.strip().split("\\.\\s|\n|\\.$", 2)[0];
    }
}
