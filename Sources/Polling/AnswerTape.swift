import Feeds
import Foundation
import HTTPTransport
import Synchronization
import System

/// What publishers have answered to one step of a poll, in a file without a name: a process of its own takes the same
/// step by it, and asks nobody.
package final class AnswerTape: Sendable {
    /// One answer, or why there is none.
    private struct Entry: Codable {
        let address: String
        /// How many stand behind it: the body of the response.
        var bytes = 0
        var response: HTTPResponse?
        /// Seconds that the publisher asks to wait.
        var asked: Double?
        var refusal: Fetcher.Refusal?
        /// How a process of its own has died of what stands at the readable address.
        var crash: String?
    }

    private typealias Place = (entry: Entry, offset: Int)

    private let file: SpooledBody
    private let arguments: [String]
    private let writing = Mutex(())
    /// Answers that are still to be played, by address.
    private let left: Mutex<[String: [Place]]>
    /// False where it is recorded.
    package let isPlayed: Bool
    /// Readable addresses of what is not to be read, and how a process of its own has died of it.
    package let crashes: [(subject: String, how: String)]

    /// Seconds that a step may take without a network: twenty reports, each within its own limit.
    private static let deadline = 600

    /// One to be recorded. `arguments`: the command that takes the step again, with the tape as standard input.
    init(in folder: String, for arguments: [String]) throws(OperationError) {
        file = try SpooledBody(in: folder, as: "answers")
        self.arguments = arguments
        left = Mutex([:])
        isPlayed = false
        crashes = []
    }

    /// One to be played. `descriptor`: of the open file, to whose end it may still be recorded.
    package init(playing descriptor: Int32) throws {
        file = try SpooledBody(opened: descriptor)
        arguments = []
        var (offset, places, crashes) = (0, [String: [Place]](), [(String, String)]())
        while let (entry, start) = try AnswerTape.entry(at: offset, in: file) {
            if let how = entry.crash {
                crashes.append((entry.address, how))
            } else {
                places[entry.address, default: []].append((entry, start))
            }
            offset = start + entry.bytes
        }
        left = Mutex(places)
        isPlayed = true
        self.crashes = crashes
    }

    /// The entry with the place of its body; `nil` where it is not whole.
    private static func entry(at offset: Int, in file: SpooledBody) throws -> Place? {
        let length = try file.bytes(from: offset, count: 8).reduce(0) { $0 << 8 | Int($1) }
        let head = try file.bytes(from: offset + 8, count: length)
        if head.isEmpty || head.count < length { return nil }
        let (entry, start) = (try JSONDecoder().decode(Entry.self, from: Data(head)), offset + 8 + length)
        return file.count < start + entry.bytes ? nil : (entry, start)
    }

    /// A process of its own that takes the step, as far as it is recorded.
    var rehearsal: OwnProgram { OwnProgram(arguments, input: file.asInput, deadline: AnswerTape.deadline) }

    /// What was answered then, `nil` while it is recorded. `spool`: takes the document in place of `body`.
    func play(
        _ wanted: SourceRequest, _ body: FetchedBody, into spool: SpooledBody?
    ) throws(Fetcher.Refusal) -> Fetcher.Answer? {
        if !isPlayed { return nil }
        let place = left.withLock { left in
            left[wanted.address]?.isEmpty == false ? left[wanted.address]?.removeFirst() : nil
        }
        if let refusal = place?.entry.refusal { throw refusal }
        guard let (entry, offset) = place, let response = entry.response else {
            throw Fetcher.Refusal(kind: .other, reason: "\(wanted.readableAddress) has not answered yet")
        }
        do throws(TableFault) {
            let sink: any BodySink = spool ?? body
            try file.copy(from: offset, count: entry.bytes) { bytes in
                _ = bytes.withUnsafeBytes { sink.take($0) }
            }
            return Fetcher.Answer(response: response, body: body, asked: entry.asked)
        } catch {
            throw Fetcher.Refusal(kind: .other, reason: error.description)
        }
    }

    // What cannot be recorded, as on a full disk, is missing from the rehearsal, and harms nothing else.

    /// `spool`: where the document went in place of the answer.
    func record(_ answer: Fetcher.Answer, to address: String, in spool: SpooledBody?) {
        var entry = Entry(address: address, bytes: spool?.count ?? answer.body.count)
        entry.response = answer.response
        entry.asked = answer.asked
        append(entry) {
            if let spool { try file.add(spool, count: entry.bytes) } else { try answer.body.add(to: file) }
        }
    }

    func record(_ refusal: Fetcher.Refusal, of address: String) {
        var entry = Entry(address: address)
        entry.refusal = refusal
        append(entry) {}
    }

    /// `subject`: as its mark names it.
    func record(crash how: String, of subject: String) {
        var entry = Entry(address: subject)
        entry.crash = how
        append(entry) {}
    }

    private func append(_ entry: Entry, _ body: () throws -> Void) {
        guard !isPlayed, let head = try? JSONEncoder().encode(entry) else { return }
        let length = (0..<8).map { UInt8(truncatingIfNeeded: head.count >> (56 - 8 * $0)) }
        writing.withLock { _ in
            guard (try? file.write(length + head)) != nil else { return }
            try? body()
        }
    }
}
