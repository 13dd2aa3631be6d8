// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.s3;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.HttpStatusCode;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/** Converts failures of the SDK to exceptions with a message of one line. */
final class S3Failure {
    private static final int PRECONDITION_FAILED = 412;

    private S3Failure() {}

    /** Waits for the result of a request. */
    static <T> T await(CompletableFuture<T> request) throws IOException, InterruptedException {
        try {
            return request.get();
        } catch (InterruptedException e) {
            request.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            throw of(e);
        }
    }

    static IOException of(Throwable thrown) {
        Throwable failure = thrown;
        while ((failure instanceof ExecutionException || failure instanceof CompletionException)
                && failure.getCause() != null) {
            failure = failure.getCause();
        }
        if (failure instanceof IOException io) {
            return io;
        }
        return new IOException(
                failure instanceof AwsServiceException answer ? reason(answer) : reason(failure), failure);
    }

    private static String reason(AwsServiceException answer) {
        String code = code(answer);
        return switch (answer.statusCode()) {
            case HttpStatusCode.NOT_FOUND ->
                "NoSuchBucket".equals(code) || answer instanceof NoSuchBucketException
                        ? "there is no such bucket"
                        : "there is no such object";
            case HttpStatusCode.FORBIDDEN -> "access denied" + (code == null ? "" : " (" + code + ")");
            case PRECONDITION_FAILED -> "the object has changed during the run";
            default -> "HTTP status " + answer.statusCode() + (code == null ? "" : ", " + code);
        };
    }

    private static @Nullable String code(AwsServiceException answer) {
        return answer.awsErrorDetails() == null
                ? null
                : answer.awsErrorDetails().errorCode();
    }

    private static String reason(Throwable failure) {
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
        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return reason.split("\\.\\s|\n", 2)[0]; // the SDK adds advice
    }
}
