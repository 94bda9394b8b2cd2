import Foundation
import Inspections
import Logging
import Testing

@testable import Daemon
@testable import Delivery
@testable import History
@testable import Polling

@Suite struct JournalSocketTests {
    private let alert = StoredAlert(
        sequence: 7, id: "rw_1", kind: "operator-receiver-disabled", time: Date(timeIntervalSince1970: 0),
        subject: "receiver:newsroom", direction: "none", feed: "", publication: nil,
        summary: "receiver newsroom is disabled\nMESSAGE_ID=forged", line: "", body: "")

    @Test func anAlertHasItsFieldsAndNoOthers() throws {
        let socket = try NotifySocket(isAbstract: false)
        #expect(JournalSocket(path: socket.address).send(alert))
        let id = AlertKind.operatorReceiverDisabled.messageID
        #expect(
            socket.receive() == """
                MESSAGE=operator-receiver-disabled: receiver newsroom is disabled MESSAGE_ID=forged
                PRIORITY=4
                SYSLOG_IDENTIFIER=ratingwatch
                RATINGWATCH_ALERT=rw_1
                RATINGWATCH_KIND=operator-receiver-disabled
                RATINGWATCH_SEQUENCE=7
                RATINGWATCH_SUBJECT=receiver:newsroom
                RATINGWATCH_DIRECTION=none
                MESSAGE_ID=\(id)
                RATINGWATCH_RECEIVER=newsroom

                """)
    }

    @Test func diagnosticsAreFiledUnderWhatTheyAreAbout() throws {
        let socket = try NotifySocket(isAbstract: false)
        let logger = Logger(label: "test") { _ in DiagnosticsLog(journal: JournalSocket(path: socket.address)) }
        logger.about(feed: "councils").warning("answered 500")
        #expect(
            socket.receive()
                == "MESSAGE=answered 500\nPRIORITY=4\nSYSLOG_IDENTIFIER=ratingwatch\nRATINGWATCH_FEED=councils\n")
    }

    @Test func withoutAJournalNothingIsTaken() {
        #expect(!JournalSocket(path: "/nowhere/journal").send("lost", priority: 6, fields: []))
    }

    /// Who filters by an id finds it in the manual, and no other kind under it.
    @Test func eachKindHasItsOwnDocumentedMessageID() throws {
        let manual = try String(
            contentsOf: ConfigurationTests.shipped.deletingLastPathComponent()
                .appending(path: "packaging/ratingwatch.1"), encoding: .utf8)
        for kind in AlertKind.allCases {
            #expect(manual.contains(".It \(kind.rawValue) Ta \(kind.messageID)\n"), "\(kind)")
        }
        #expect(Set(AlertKind.allCases.map(\.messageID)).count == AlertKind.allCases.count)
    }
}
