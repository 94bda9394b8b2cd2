import Digests
import Feeds
import HTTPTransport
import Synchronization
import System

/// The body of an answer: in memory, or, where it is large, in a file without a name until it is its turn to be read,
/// so that any number of them may come in at once.
final class FetchedBody: BodySink {
    private struct State {
        var bytes: [UInt8]
        var file: SpooledBody?
        var digest: String?
    }

    private let folder: String
    private let state: Mutex<State>

    /// Bytes of one that stay in memory: little, times all connections.
    private static let most = 256 << 10

    /// `folder`: where a file lies; `bytes`: what has come already.
    init(_ bytes: [UInt8] = [], in folder: String) {
        self.folder = folder
        state = Mutex(State(bytes: bytes))
    }

    func take(_ bytes: UnsafeRawBufferPointer) -> String? {
        state.withLock { state in
            if state.file == nil, state.bytes.count + bytes.count > FetchedBody.most,
                // On a disk that takes no file it stays in memory.
                let file = try? SpooledBody(in: folder, as: "body")
            {
                if let failure = state.bytes.withUnsafeBytes(file.take) { return failure }
                state.file = file
                state.bytes = []
            }
            if let file = state.file { return file.take(bytes) }
            state.bytes.append(contentsOf: bytes)
            return nil
        }
    }

    var count: Int { state.withLock { $0.file?.count ?? $0.bytes.count } }

    /// All of it, in memory.
    func load() throws(Fetcher.Refusal) -> [UInt8] {
        let (bytes, file) = state.withLock { ($0.bytes, $0.file) }
        guard let file else { return bytes }
        do throws(TableFault) {
            return try file.bytes(from: 0, count: file.count)
        } catch {
            throw Fetcher.Refusal(kind: .other, reason: "what was fetched cannot be read back: \(error.description)")
        }
    }

    /// Lower-case hex.
    func sha256() throws(Fetcher.Refusal) -> String {
        if let known = state.withLock({ $0.digest }) { return known }
        let digest: String
        if let spooled = state.withLock({ $0.file?.sha256() }) {
            digest = spooled
        } else {
            digest = SHA256.hex(of: try load())
        }
        state.withLock { $0.digest = digest }
        return digest
    }

    /// Adds all of it to another file.
    func add(to other: SpooledBody) throws(TableFault) {
        let (bytes, file) = state.withLock { ($0.bytes, $0.file) }
        if let file { try other.add(file, count: file.count) } else { try other.write(bytes) }
    }
}
