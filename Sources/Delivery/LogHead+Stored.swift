import History
import Receivers

extension LogHead {
    init(_ stored: StoredLogHead?) {
        self = stored.map { LogHead(sequence: $0.sequence, hash: $0.hash) } ?? .none
    }
}
