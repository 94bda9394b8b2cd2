import NIOCore
import NIOHTTP1
import Pages

/// One connection: a request at a time, each answered by the pages.
final class Conversation: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let pages: PageServer
    private let watch: IdleWatch
    private var head: HTTPRequestHead?
    private var bodyBytes = 0
    private var deadline: Scheduled<Void>?
    private var isEnding = false

    /// For a whole request to come, and between two of them.
    private static let timeout = TimeAmount.seconds(8)
    /// For an answer to be taken.
    private static let writingTimeout = TimeAmount.seconds(30)
    /// Nobody has anything to send here.
    private static let longestBody = 16_384

    init(pages: PageServer, watch: IdleWatch) {
        self.pages = pages
        self.watch = watch
    }

    func channelActive(context: ChannelHandlerContext) {
        wait(Conversation.timeout, context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            bodyBytes = 0
        case .body(let bytes):
            bodyBytes += bytes.readableBytes
            if bodyBytes > Conversation.longestBody { context.close(promise: nil) }
        case .end:
            guard let head, !isEnding else { return }
            self.head = nil
            deadline?.cancel()
            watch.asked()
            answer(head, context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if let error = error as? HTTPParserError, !isEnding {
            let status: HTTPResponseStatus = error == .headerOverflow ? .requestHeaderFieldsTooLarge : .badRequest
            let head = HTTPResponseHead(
                version: .http1_1, status: status, headers: ["Connection": "close", "Content-Length": "0"])
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        }
        isEnding = true
        context.close(promise: nil)
    }

    private func answer(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        let request = PageServer.Request(
            method: head.method.rawValue, target: head.uri, host: head.headers.first(name: "Host"),
            ifNoneMatch: head.headers["If-None-Match"].isEmpty
                ? nil : head.headers["If-None-Match"].joined(separator: ","),
            headerBytes: head.headers.reduce(head.uri.utf8.count) { $0 + $1.name.utf8.count + $1.value.utf8.count + 4 })
        let here = NIOLoopBound((conversation: self, context: context), eventLoop: context.eventLoop)
        let (pages, loop) = (pages, context.eventLoop)
        Task {
            let answer = await pages.answer(request)
            loop.execute {
                let (conversation, context) = here.value
                conversation.write(answer, to: head, context)
            }
        }
    }

    private func write(_ answer: PageServer.Answer, to request: HTTPRequestHead, _ context: ChannelHandlerContext) {
        guard context.channel.isActive else { return }
        // A request that was refused unread may be followed by anything.
        let goesOn = request.isKeepAlive && bodyBytes == 0 && answer.status < 405
        var headers = HTTPHeaders(answer.fields.map { ($0.name, $0.value) })
        headers.add(name: "Date", value: HTTPDay.now)
        if answer.status != 304 { headers.add(name: "Content-Length", value: String(answer.body.count)) }
        if !goesOn { headers.add(name: "Connection", value: "close") }
        let head = HTTPResponseHead(
            version: .http1_1, status: HTTPResponseStatus(statusCode: answer.status), headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if request.method != .HEAD, !answer.body.isEmpty {
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: answer.body)))), promise: nil)
        }
        wait(Conversation.writingTimeout, context)
        let here = NIOLoopBound((conversation: self, context: context), eventLoop: context.eventLoop)
        let written = context.eventLoop.makePromise(of: Void.self)
        written.futureResult.whenComplete { _ in
            let (conversation, context) = here.value
            if goesOn {
                conversation.wait(Conversation.timeout, context)
            } else {
                conversation.isEnding = true
                context.close(promise: nil)
            }
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: written)
    }

    /// Closes the connection unless something happens before.
    private func wait(_ time: TimeAmount, _ context: ChannelHandlerContext) {
        deadline?.cancel()
        let channel = NIOLoopBound(context, eventLoop: context.eventLoop)
        deadline = context.eventLoop.scheduleTask(in: time) { channel.value.close(promise: nil) }
    }
}
