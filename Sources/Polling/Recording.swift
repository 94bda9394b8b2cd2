package import History
import Inspections

/// What the recording of one poll came to.
package struct Recording: Sendable {
    /// Alerts recorded, in order of sequence.
    package var alerts: [StoredAlert] = []
    /// What the operator should read in the diagnostics: documents that wait, are in doubt or were not followed.
    private(set) var complaints: [String] = []
    /// How many more there were.
    private(set) var otherComplaints = 0

    package init(alerts: [StoredAlert] = [], complaints: [String] = []) {
        self.alerts = alerts
        self.complaints = complaints
    }

    /// A listing of a hundred documents that may not be followed deserves no hundred lines in the journal.
    private static let mostComplaints = 5

    /// Notes a publication that is not settled as read.
    mutating func note(_ publication: StoredPublication) {
        guard publication.state != .read || publication.nextTry != nil, publication.state != .notAReport else { return }
        let name = publication.documentURL ?? publication.title ?? publication.identity
        let next = publication.nextTry.map { "; tried again at \($0.iso8601)" } ?? ""
        complain("\(name): \(publication.state.rawValue): \(publication.reason ?? "no reason given")\(next)")
    }

    mutating func complain(_ complaint: String) {
        if complaints.count < Recording.mostComplaints {
            complaints.append(complaint)
        } else {
            otherComplaints += 1
        }
    }

    /// Adds what another recording within the same transaction came to.
    mutating func add(_ other: Recording) {
        alerts += other.alerts
        for complaint in other.complaints { complain(complaint) }
        otherComplaints += other.otherComplaints
    }
}
