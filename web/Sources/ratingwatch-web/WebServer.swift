import Dispatch
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import Pages

/// Carries requests to the pages and their answers back, over HTTP/1.1.
struct WebServer: Sendable {
    let pages: PageServer
    /// Without a request for so long, it ends; 0: never.
    let idleSeconds: Int

    /// Open at once; more wait in the socket's queue.
    private static let mostConnections = 200

    /// Until it is told to stop, or nobody has asked for long.
    func run(on descriptor: Int32) async throws {
        // One thread: what takes time is the record, which is read by one at a time.
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let loop = group.next()
        let ends = loop.makePromise(of: Void.self)
        let pages = pages
        let watch = IdleWatch(
            seconds: Int64(idleSeconds), most: WebServer.mostConnections, loop: loop,
            rest: { pages.giveMemoryBack() }, end: { ends.succeed() })
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(ConnectionGate(watch: watch))
                }
            }
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let decoder = HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes)
                    try channel.pipeline.syncOperations.addHandlers([
                        HTTPResponseEncoder(), ByteToMessageHandler(decoder), HTTPServerPipelineHandler(),
                        Conversation(pages: pages, watch: watch),
                    ])
                }
            }
        let server = try await bootstrap.withBoundSocket(descriptor).get()
        let signals = [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { ends.succeed() }
            source.resume()
            return source
        }
        loop.execute { watch.look() }
        try await ends.futureResult.get()
        withExtendedLifetime(signals) {}
        try await server.close()
        // What is being answered has a moment to end.
        try await group.shutdownGracefully()
    }
}
