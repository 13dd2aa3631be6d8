// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.s3;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.RejectedExecutionException;

/** Threads of a client. They are daemons. */
final class EventLoops extends NioEventLoopGroup {
    EventLoops(int threads) {
        super(threads, new DefaultThreadFactory("dgen-s3", true));
    }

    /**
     * Registers a channel when the calling task has ended. A connection that fails at once (an unknown host, a closed port
     * of this machine) would otherwise fail before that task, of the SDK 2.57, listens for the failure, and its request
     * would wait for the timeout of the acquisition.
     */
    @Override
    public ChannelFuture register(Channel channel) {
        EventLoop loop = next();
        ChannelPromise registered = new DefaultChannelPromise(channel, loop);
        try {
            caller(loop).execute(() -> loop.register(registered));
        } catch (RejectedExecutionException e) { // closed
            registered.setFailure(e);
        }
        return registered;
    }

    private EventExecutor caller(EventExecutor other) {
        for (EventExecutor loop : this) {
            if (loop.inEventLoop()) {
                return loop;
            }
        }
        return other;
    }
}
