package import Inspections

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
