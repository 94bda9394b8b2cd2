import History
import Receivers

extension StoredAlert {
    /// As receivers were given it.
    var record: AlertRecord { AlertRecord(sequence: sequence, id: id, body: body, line: line) }
}

extension LogHead {
    /// What the history knows of a log's end.
    init(recorded: StoredLogHead?) {
        self = recorded.map { LogHead(sequence: $0.sequence, hash: $0.hash) } ?? .none
    }
}
