import Foundation

/// The scripts and requests of one raw server, which its threads share.
final class RawRecord: @unchecked Sendable {
    private let lock = NSLock()
    private let scripts: [[RawServer.Step]]
    private var received: [String] = []

    init(_ scripts: [[RawServer.Step]]) {
        self.scripts = scripts
    }

    var requests: [String] {
        lock.withLock { received }
    }

    func next(_ request: String) -> [RawServer.Step] {
        lock.withLock {
            received.append(request)
            return scripts.isEmpty ? [] : scripts[min(received.count, scripts.count) - 1]
        }
    }
}
