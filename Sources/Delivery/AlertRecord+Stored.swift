import History
import Receivers

extension AlertRecord {
    init(_ alert: StoredAlert) {
        self.init(sequence: alert.sequence, id: alert.id, body: alert.body, line: alert.line)
    }
}
