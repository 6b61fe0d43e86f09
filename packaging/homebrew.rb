class Ory < Formula
  desc "Manages OAuth 2.0 clients on Ory Network and Ory Hydra"
  homepage "https://github.com/@REPOSITORY@"
  version "@VERSION@"
  license "Apache-2.0"

  on_macos do
    on_arm do
      url "@DOWNLOAD@/ory-@VERSION@-macos-arm64.tar.gz"
      sha256 "@SHA256:macos-arm64.tar.gz@"
    end
    on_intel do
      url "@DOWNLOAD@/ory-@VERSION@-macos-x86_64.tar.gz"
      sha256 "@SHA256:macos-x86_64.tar.gz@"
    end
  end
  on_linux do
    on_arm do
      url "@DOWNLOAD@/ory-@VERSION@-linux-arm64.tar.gz"
      sha256 "@SHA256:linux-arm64.tar.gz@"
    end
    on_intel do
      url "@DOWNLOAD@/ory-@VERSION@-linux-x86_64.tar.gz"
      sha256 "@SHA256:linux-x86_64.tar.gz@"
    end
  end

  def install
    bin.install "bin/ory"
    share.install Dir["share/*"]
    pkgshare.install "LICENSE", "THIRD-PARTY.md", "licenses"
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/ory version")
  end
end
