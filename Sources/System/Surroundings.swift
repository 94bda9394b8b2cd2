package import Foundation

/// What a configuration depends on besides its own text.
package struct Surroundings: Sendable {
    package let workingDirectory: String
    /// `$STATE_DIRECTORY`, set by systemd.
    package let stateDirectory: String?
    /// `$LOGS_DIRECTORY`, set by systemd.
    package let logsDirectory: String?
    /// `$CREDENTIALS_DIRECTORY`, set by systemd.
    package let credentialsDirectory: String?
    /// True where files with secrets must be there and hold some.
    package let needsSecrets: Bool
    /// Names of credentials that only the service is given, so that nothing can be said of them here.
    package let serviceCredentials: Set<String>
    /// When it is read.
    package let now: Date

    package init(
        workingDirectory: String, stateDirectory: String? = nil, logsDirectory: String? = nil,
        credentialsDirectory: String? = nil, needsSecrets: Bool = false, serviceCredentials: Set<String> = [],
        now: Date = Date()
    ) {
        self.now = now
        self.workingDirectory = workingDirectory
        self.stateDirectory = stateDirectory
        self.logsDirectory = logsDirectory
        self.credentialsDirectory = credentialsDirectory
        self.needsSecrets = needsSecrets
        self.serviceCredentials = serviceCredentials
    }

    /// The path that a configuration means by one which may be relative.
    package func absolute(_ path: String) -> String {
        if path.hasPrefix("/") { return path }
        return workingDirectory == "/" ? "/" + path : workingDirectory + "/" + path
    }
}

/// The credentials that the service's unit has systemd hand over: the service can read them, `check` cannot.
package enum ServiceCredentials {
    /// Their names; `root` is the file system's, but in tests.
    package static func names(root: String = "") -> Set<String> {
        let folders = ["/etc", "/run", "/usr/local/lib", "/usr/lib"].map { root + $0 + "/systemd/system/" }
        return Set(folders.flatMap { unitFiles(in: $0) }.flatMap(names(inUnit:)))
    }

    private static func unitFiles(in folder: String) -> [String] {
        let dropIns = folder + "ratingwatch.service.d/"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: dropIns)) ?? []
        return [folder + "ratingwatch.service"] + names.filter { $0.hasSuffix(".conf") }.map { dropIns + $0 }
    }

    /// `LoadCredential=newsroom.secret:/etc/ratingwatch/newsroom.secret`.
    private static func names(inUnit file: String) -> [String] {
        guard let bytes = FileManager.default.contents(atPath: file) else { return [] }
        return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).compactMap { line in
            let sides = line.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            guard sides.count == 2, settings.contains(sides[0]) else { return nil }
            return sides[1].split(separator: ":").first.map(String.init)
        }
    }

    private static let settings: Set = [
        "LoadCredential", "LoadCredentialEncrypted", "SetCredential", "SetCredentialEncrypted",
    ]
}

/// Who runs this command.
package enum InvokingUser {
    /// Behind sudo the one who typed it, not root.
    package static var name: String {
        let environment = ProcessInfo.processInfo.environment
        let stated = ["SUDO_USER", "USER", "LOGNAME"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        return stated ?? getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) } ?? "user \(getuid())"
    }
}
