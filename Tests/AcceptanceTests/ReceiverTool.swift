import Foundation
import TestSupport

/// The receiver of webhooks and mail that lies beside the checkout, as a process: an opinion on signatures that is not
/// ours.
final class ReceiverTool: Sendable {
    static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    private static let file = Replay.shared.appending(path: "tools/receiver.py")
    static var isAvailable: Bool { FileManager.default.fileExists(atPath: file.path) }

    struct Delivery: Decodable {
        let path: String
        let webhookID: String?
        let attempt: Int?
        let isSignatureGood: Bool?
        let isTimestampGood: Bool?
        let body: String?

        enum CodingKeys: String, CodingKey {
            case path, attempt, body
            case webhookID = "webhook_id"
            case isSignatureGood = "signature_ok"
            case isTimestampGood = "timestamp_ok"
        }
    }

    let url: String
    let mailPort: Int
    let folder: TemporaryFolder
    private let program: RunningProgram

    init() async throws {
        folder = try TemporaryFolder()
        let output = folder.path("receiver.out")
        program = try RunningProgram(
            program: URL(filePath: "/usr/bin/env"),
            arguments: [
                "python3", ReceiverTool.file.path, "--log", folder.path("deliveries.jsonl"), "--secret",
                ReceiverTool.secret, "--smtp-port", "0", "--mail-dir", folder.path("mails"),
            ], output: output, complaints: folder.path("receiver.err"))
        struct Ready: Decodable {
            let url: String
            let smtp_port: Int
        }
        var ready: Ready?
        try await eventually("the receiver listens") {
            ready = FileManager.default.contents(atPath: output).flatMap {
                try? JSONDecoder().decode(Ready.self, from: $0)
            }
            return ready != nil
        }
        guard let ready else { throw ReplayFailure.notReady }
        url = ready.url
        mailPort = ready.smtp_port
    }

    func stop() { program.terminate() }

    /// In order of arrival.
    func deliveries() throws -> [Delivery] {
        let text = (try? folder.read("deliveries.jsonl")) ?? ""
        return try text.split(separator: "\n").map {
            try JSONDecoder().decode(Delivery.self, from: Data($0.utf8))
        }
    }

    func mails() -> Int {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path("mails"))) ?? []).filter {
            $0.hasSuffix(".eml")
        }.count
    }
}
