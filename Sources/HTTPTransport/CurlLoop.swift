import CCurl
import Dispatch
import Glibc

/// libcurl's multi handle, driven by Dispatch: its sockets stand in one private epoll descriptor under one read source,
/// its time-outs in one timer. Everything that touches libcurl runs on this actor's queue.
actor CurlLoop {
    /// The loop's queue; the transport above it runs there too, so that a request does not go from thread to thread.
    nonisolated let executor: QueueExecutor
    /// For tasks that ask for little else than transfers.
    nonisolated let tasks: QueueTaskExecutor
    private let multi: UnsafeMutableRawPointer
    private let epoll: Int32
    private let sockets: any DispatchSourceRead
    private let timer: any DispatchSourceTimer
    /// By easy handle.
    private var transfers: [UnsafeMutableRawPointer: Transfer] = [:]
    private var lastID: UInt64 = 0
    private var isShutDown = false

    /// Open ones that no transfer uses.
    private static let keptConnections = 64

    private static let globalCode = curl_global_init(Int(CURL_GLOBAL_DEFAULT))

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    init() throws(HTTPError) {
        guard Self.globalCode == CURLE_OK, let multi = curl_multi_init() else {
            throw HTTPError(.exhausted, url: "libcurl", cause: "cannot start", hint: "free memory on this machine")
        }
        let epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
        guard epoll >= 0 else {
            let cause = String(cString: strerror(errno))
            curl_multi_cleanup(multi)
            throw HTTPError(.exhausted, url: "epoll", cause: cause, hint: "raise LimitNOFILE")
        }
        let executor = QueueExecutor(label: "ratingwatch.http")
        let sockets = DispatchSource.makeReadSource(fileDescriptor: epoll, queue: executor.queue)
        let timer = DispatchSource.makeTimerSource(queue: executor.queue)
        self.executor = executor
        tasks = QueueTaskExecutor(queue: executor.queue)
        self.multi = multi
        self.epoll = epoll
        self.sockets = sockets
        self.timer = timer

        // Else it keeps four for each transfer that is under way, and closes the others' as the last ones end.
        ratingwatch_multi_set_kept_connections(multi, CurlLoop.keptConnections)
        let this = Unmanaged.passUnretained(self).toOpaque()
        ratingwatch_multi_set_socket(
            multi,
            { _, socket, what, this, _ in
                CurlLoop.at(this)?.assumeIsolated { $0.watch(socket, what) }
                return 0
            }, this)
        ratingwatch_multi_set_timer(
            multi,
            { _, milliseconds, this in
                CurlLoop.at(this)?.assumeIsolated { $0.arm(milliseconds) }
                return 0
            }, this)
        sockets.setEventHandler { [weak self] in self?.assumeIsolated { $0.socketsReady() } }
        // A descriptor must stay open until the source no longer looks at it.
        sockets.setCancelHandler { close(epoll) }
        timer.setEventHandler { [weak self] in self?.assumeIsolated { $0.act(on: CURL_SOCKET_TIMEOUT, 0) } }
        sockets.activate()
        timer.activate()
    }

    isolated deinit {
        ratingwatch_multi_set_socket(multi, nil, nil)
        ratingwatch_multi_set_timer(multi, nil, nil)
        curl_multi_cleanup(multi)
        sockets.cancel()
        timer.cancel()
    }

    /// Cancelling the task ends the transfer.
    func perform(_ hop: Hop) async throws(HTTPError) -> Exchange {
        lastID += 1
        let id = lastID
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { start(id, hop, $0) }
        } onCancel: {
            Task { await self.cancel(id) }
        }
        return try result.get()
    }

    /// Ends every transfer, and refuses new ones.
    func shutDown() {
        isShutDown = true
        for transfer in Array(transfers.values) { cancel(transfer) }
    }

    private func start(
        _ id: UInt64, _ hop: Hop, _ continuation: CheckedContinuation<Result<Exchange, HTTPError>, Never>
    ) {
        func refuse(_ error: HTTPError) { continuation.resume(returning: .failure(error)) }
        if isShutDown || Task.isCancelled { return refuse(.cancelled(hop)) }
        guard let easy = EasyHandle() else { return refuse(.exhausted(hop, "out of memory")) }
        let transfer = Transfer(id, easy, hop, continuation)
        if let error = transfer.prepare() { return transfer.fail(error) }
        transfers[easy.raw] = transfer
        let code = curl_multi_add_handle(multi, easy.raw)
        if code != CURLM_OK {
            transfers[easy.raw] = nil
            transfer.fail(.exhausted(hop, String(cString: curl_multi_strerror(code))))
        }
    }

    private func cancel(_ id: UInt64) {
        if let transfer = transfers.values.first(where: { $0.id == id }) { cancel(transfer) }
    }

    private func cancel(_ transfer: Transfer) {
        curl_multi_remove_handle(multi, transfer.easy.raw)
        transfers[transfer.easy.raw] = nil
        transfer.fail(.cancelled(transfer.hop))
    }

    private func socketsReady() {
        var events = [epoll_event](repeating: epoll_event(), count: 64)
        let count = epoll_wait(epoll, &events, Int32(events.count), 0)
        guard count > 0 else { return }
        for event in events.prefix(Int(count)) {
            var what: Int32 = 0
            if event.events & EPOLLIN.rawValue != 0 { what |= CURL_CSELECT_IN }
            if event.events & EPOLLOUT.rawValue != 0 { what |= CURL_CSELECT_OUT }
            if event.events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0 { what |= CURL_CSELECT_ERR }
            act(on: event.data.fd, what)
        }
    }

    private func act(on socket: curl_socket_t, _ what: Int32) {
        var running: Int32 = 0
        curl_multi_socket_action(multi, socket, what, &running)
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else { continue }
            // The message lives only until its handle is removed.
            let code = ratingwatch_message_result(message)
            curl_multi_remove_handle(multi, easy)
            transfers.removeValue(forKey: easy)?.finish(code)
        }
    }

    // Called by libcurl from inside the calls above, so already on the queue; neither may call libcurl.

    private static nonisolated func at(_ pointer: UnsafeMutableRawPointer?) -> CurlLoop? {
        pointer.map { Unmanaged<CurlLoop>.fromOpaque($0).takeUnretainedValue() }
    }

    private func watch(_ socket: curl_socket_t, _ what: Int32) {
        var event = epoll_event()
        event.data.fd = socket
        if what == CURL_POLL_REMOVE {
            epoll_ctl(epoll, EPOLL_CTL_DEL, socket, &event)
            return
        }
        if what & CURL_POLL_IN != 0 { event.events |= EPOLLIN.rawValue }
        if what & CURL_POLL_OUT != 0 { event.events |= EPOLLOUT.rawValue }
        if epoll_ctl(epoll, EPOLL_CTL_MOD, socket, &event) != 0 {
            epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &event)
        }
    }

    private func arm(_ milliseconds: Int) {
        if milliseconds < 0 {
            timer.schedule(deadline: .distantFuture)
        } else {
            timer.schedule(deadline: .now() + .milliseconds(milliseconds), leeway: .milliseconds(1))
        }
    }
}

/// Runs an actor on one Dispatch queue, so that Dispatch sources and C callbacks on that queue are inside the actor.
final class QueueExecutor: SerialExecutor {
    let queue: DispatchQueue

    init(label: String) {
        queue = DispatchQueue(label: label)
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }

    /// Behind all that waits already.
    func perform(_ work: @escaping @Sendable () -> Void) { queue.async(execute: work) }

    func checkIsolated() {
        dispatchPrecondition(condition: .onQueue(queue))
    }
}

/// Runs tasks on the same queue, so that they go from one transfer to the next without another thread.
final class QueueTaskExecutor: TaskExecutor {
    private let queue: DispatchQueue

    init(queue: DispatchQueue) { self.queue = queue }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
