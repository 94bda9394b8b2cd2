package import Inspections

/// One alert as receivers get it.
package struct AlertRecord: Sendable, Hashable {
    /// Numbers all alerts from 1, without a gap; 0 for a test.
    package let sequence: Int
    /// Derived from the alert's content, equal on every retry.
    package let id: String
    /// One JSON object on one line, without a line break.
    package let body: String
    /// A readable sentence without the sequence; it may hold any character.
    package let line: String

    package init(sequence: Int, id: String, body: String, line: String) {
        self.sequence = sequence
        self.id = id
        self.body = body
        self.line = line
    }
}

extension AlertContent {
    /// Throws where the body is none that this program writes.
    package init(_ alert: AlertRecord) throws(ReceiverError) {
        do {
            try self.init(body: alert.body)
        } catch {
            throw ReceiverError(
                operation: "read", subject: "alert \(alert.sequence)", cause: error.description,
                hint: "this is a fault of ratingwatch")
        }
    }
}

extension ReaderAlert {
    /// Throws where the body is none that this program writes.
    init(_ alert: AlertRecord, names: ReaderNames) throws(ReceiverError) {
        self.init(try AlertContent(alert), names: names)
    }
}
