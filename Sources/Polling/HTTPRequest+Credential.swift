import Configuration
import HTTPTransport
import Receivers

extension HTTPRequest {
    /// Adds what a source asks of those who read it; that is for its own scheme, host and port alone, wherever that leads.
    mutating func authorise(as credential: FeedCredential?) throws(ReceiverError) {
        guard let credential else { return }
        if case .document(let origin, _, _) = reach, Origin(url: url) != origin { return }
        let field = try credential.field()
        headers.append(field.name, field.value)
    }
}
