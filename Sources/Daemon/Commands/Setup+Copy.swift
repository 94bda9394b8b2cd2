package import Configuration
import Foundation
import Glibc
import History
import Polling
package import Queries
import Receivers
import System
import Text

extension Setup {
    /// `ratingwatch copy`: the record of this configuration, to where another has its own.
    package func copyRecord(to other: Setup) async throws -> Answer {
        let (here, there) = (configuration, other.configuration)
        if here.record == there.record {
            return Answer(
                "", complaint: "both configurations have their record in \(here.record.subject)", isGood: false)
        }
        guard FileManager.default.fileExists(atPath: here.state) else { return nothingYet(isGood: false) }
        try FileManager.default.createDirectory(
            atPath: there.state, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o750])
        // Held until the end: no daemon begins meanwhile.
        let locks = try Set([here.state, there.state]).sorted().map { folder in
            try Setup.expectOwn(folder)
            return try StateLock(folder: folder)
        }
        defer { withExtendedLifetime(locks) {} }
        for place in [here.record, there.record] {
            let daemons = try await History(readingAt: place)?.runningDaemons() ?? []
            if daemons.isEmpty { continue }
            return Answer(
                "",
                complaint:
                    "\(daemons.joined(separator: ", ")) still works on \(place.subject); stop it first: one that was killed counts "
                    + "until its lease has run out", isGood: false)
        }
        guard let history = try History(readingAt: here.record) else { return nothingYet(isGood: false) }
        // Before a document is copied: a record of another keeps its own alone.
        try History.expectNone(at: there.record)
        let documents = try await Setup.copyDocuments(history, here, there)
        do throws(HistoryError) {
            let copy = try history.copy(to: there.record, logs: LogNames(here, there))
            return Answer(Setup.text(of: copy, documents, here.record, there.record))
        } catch {
            if documents.all == 0 { throw error }
            let lie = documents.all == 1 ? "lies" : "lie"
            return Answer(
                "",
                complaint:
                    "\(error); \(documents.all.counted("document")) \(lie) there already, and the next copy goes on with them",
                isGood: false)
        }
    }

    /// Before the record, which names them: where that fails, they are found by the next copy.
    private static func copyDocuments(
        _ history: History, _ here: Configuration, _ there: Configuration
    ) async throws -> DocumentsCopy.Outcome {
        let source = here.archive(beside: history)
        if there.database == nil {
            if !history.isShared, here.documentsPath == there.documentsPath { return DocumentsCopy.Outcome() }
            return try await DocumentsCopy(
                from: source, to: FolderArchive(DocumentFolder(path: there.documentsPath))
            ).run()
        }
        let target = try History(at: there.record)
        defer { target.close() }
        return try await DocumentsCopy(from: source, to: there.archive(beside: target)).run()
    }

    /// What another user would leave in a folder, its daemon could not use.
    private static func expectOwn(_ folder: String) throws(OperationError) {
        var status = stat()
        guard stat(folder, &status) == 0, status.st_uid != geteuid() else { return }
        let name = getpwuid(status.st_uid).map { String(cString: $0.pointee.pw_name) } ?? "\(status.st_uid)"
        throw OperationError(
            operation: "copy the record", subject: folder, cause: "it belongs to \(name)",
            hint: "run this as that user: sudo -u \(name) ratingwatch copy ...")
    }

    private static func text(
        of copy: RecordCopy, _ documents: DocumentsCopy.Outcome, _ here: RecordPlace, _ there: RecordPlace
    ) -> String {
        let width = copy.tables.map(\.name.count).max() ?? 0
        let lines = copy.tables.map { table in
            let name = table.name + String(repeating: " ", count: width - table.name.count)
            let rows = "\(table.rows)"
            return
                "\(name)  \(String(repeating: " ", count: max(0, 10 - rows.count)))\(rows)  \(table.digest.prefix(16))\n"
        }
        let before = documents.before == 0 ? "" : " (\(documents.before) of them lay there already)"
        let others =
            documents.others == 0
            ? ""
            : "\(documents.others.counted("document")) in \(there.subject) \(documents.others == 1 ? "is" : "are") not this record's, "
                + "as of a copy that was interrupted; `documents: {keep, most}` removes what is too old\n"
        return lines.joined() + others
            + "copied \(copy.rows.counted("row")) and \(documents.all.counted("document"))\(before) from \(here.subject) to "
            + "\(there.subject); both are the same: \(copy.digest)\n"
    }
}

extension LogNames {
    /// Of the logs of a configuration in its own record and in that of another.
    init(_ here: Configuration, _ there: Configuration) {
        self.init(
            here.receivers.filter { $0.receiver.log != nil }.map { receiver in
                let plain = here.fleet?.plain(receiver.name) ?? receiver.name
                return (plain: plain, here: receiver.name, there: there.fleet?.own(plain) ?? plain)
            })
    }
}
