import Digests
import Inspections
import Reports
import System

/// The answer to `ratingwatch extract`: what one file states, without configuration or history.
package struct Extraction: Sendable {
    package struct Answer: Sendable {
        let file: String
        let outcome: Outcome

        package var isUnreadable: Bool { outcome.result == .unreadable }

        package func text(_ format: ExtractFormat) -> String {
            switch format {
            case .json: outcome.json(file: file).text + "\n"
            case .text: outcome.text(file: file) + "\n"
            }
        }
    }

    private let reports: ReportReader

    package init() throws { reports = try ReportReader.builtIn() }

    package func read(file: String) async -> Answer {
        let bytes: [UInt8]
        do throws(FileFault) {
            bytes = try FileFault.bytes(of: file)
        } catch {
            return Answer(
                file: file,
                outcome: Outcome(
                    result: .unreadable, media: "application/octet-stream", sha256: SHA256.hex(of: ""),
                    doubts: ["the file cannot be opened: \(error); check its name and its permissions"]))
        }
        return Answer(file: file, outcome: await reports.read(bytes, mediaHint: nil, name: file))
    }
}

/// Forms in which `extract` prints.
package enum ExtractFormat: String, Sendable, CaseIterable {
    case text, json
}
