import History
import Inspections

/// What the recording of one poll came to.
struct Recording: Sendable {
    /// Alerts recorded, in order of sequence.
    var alerts: [StoredAlert] = []
    /// What the operator should read in the diagnostics: documents that wait, are in doubt or were not followed.
    private(set) var complaints: [String] = []
    /// How many more there were.
    private(set) var otherComplaints = 0

    /// A listing of a hundred documents that may not be followed deserves no hundred lines in the journal.
    private static let mostComplaints = 5

    /// Notes a publication that is not settled as read.
    mutating func note(_ publication: StoredPublication) {
        guard publication.state != .read || publication.nextTry != nil, publication.state != .notAReport else { return }
        guard complaints.count < Recording.mostComplaints else {
            otherComplaints += 1
            return
        }
        let name = publication.documentURL ?? publication.title ?? publication.identity
        let next = publication.nextTry.map { "; tried again at \($0.iso8601)" } ?? ""
        complaints.append("\(name): \(publication.state.rawValue): \(publication.reason ?? "no reason given")\(next)")
    }
}
