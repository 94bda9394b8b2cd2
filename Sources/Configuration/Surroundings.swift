import Receivers

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

    package init(
        workingDirectory: String, stateDirectory: String? = nil, logsDirectory: String? = nil,
        credentialsDirectory: String? = nil, needsSecrets: Bool = false, serviceCredentials: Set<String> = []
    ) {
        self.workingDirectory = workingDirectory
        self.stateDirectory = stateDirectory
        self.logsDirectory = logsDirectory
        self.credentialsDirectory = credentialsDirectory
        self.needsSecrets = needsSecrets
        self.serviceCredentials = serviceCredentials
    }

    /// A file that a `*_file` key names: looked up among systemd's credentials first.
    func secretFile(_ path: String) -> SecretFile {
        let credential = path.hasPrefix("/") ? nil : credentialsDirectory.map { $0 + "/" + path }
        return SecretFile(candidates: [credential, absolute(path)].compactMap(\.self))
    }

    func absolute(_ path: String) -> String {
        if path.hasPrefix("/") { return path }
        return workingDirectory == "/" ? "/" + path : workingDirectory + "/" + path
    }
}
