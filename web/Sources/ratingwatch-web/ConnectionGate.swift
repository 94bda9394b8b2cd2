import NIOCore

/// Takes no more connections than may be open at once; the others wait in the socket's queue.
final class ConnectionGate: ChannelDuplexHandler {
    typealias InboundIn = any Channel
    typealias InboundOut = any Channel
    typealias OutboundIn = Never
    typealias OutboundOut = Never

    private let watch: IdleWatch
    private var isWaiting = false

    init(watch: IdleWatch) { self.watch = watch }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        watch.opened()
        let here = NIOLoopBound((gate: self, context: context), eventLoop: context.eventLoop)
        unwrapInboundIn(data).closeFuture.hop(to: context.eventLoop).whenComplete { _ in
            let (gate, context) = here.value
            gate.watch.closed()
            if gate.isWaiting, gate.watch.hasRoom {
                gate.isWaiting = false
                context.read()
            }
        }
        context.fireChannelRead(data)
    }

    func read(context: ChannelHandlerContext) {
        if watch.hasRoom { context.read() } else { isWaiting = true }
    }
}
