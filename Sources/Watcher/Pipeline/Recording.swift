import History
import Inspections

/// What the recording of one poll came to.
struct Recording: Sendable {
    /// Alerts recorded, in order of sequence.
    var alerts: [StoredAlert] = []
    /// What the operator should read in the diagnostics: documents that wait, are in doubt or were not followed.
    var complaints: [String] = []

    /// Notes a publication that is not settled as read.
    mutating func note(_ publication: StoredPublication) {
        guard publication.state != .read || publication.nextTry != nil, publication.state != .notAReport else { return }
        let name = publication.documentURL ?? publication.title ?? publication.identity
        let next = publication.nextTry.map { "; tried again at \($0.iso8601)" } ?? ""
        complaints.append("\(name): \(publication.state.rawValue): \(publication.reason ?? "no reason given")\(next)")
    }
}
