; electron-builder's installer registers no schemes of links. SHELL_CONTEXT is the machine or the user, as the installation is.

!macro registerScheme SCHEME
  WriteRegStr SHELL_CONTEXT "Software\Classes\${SCHEME}" "" "URL:${PRODUCT_NAME}"
  WriteRegStr SHELL_CONTEXT "Software\Classes\${SCHEME}" "URL Protocol" ""
  WriteRegStr SHELL_CONTEXT "Software\Classes\${SCHEME}\DefaultIcon" "" "$INSTDIR\${APP_EXECUTABLE_FILENAME},0"
  WriteRegStr SHELL_CONTEXT "Software\Classes\${SCHEME}\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
!macroend

!macro customInstall
  !insertmacro registerScheme "erpnet-navigator"
  !insertmacro registerScheme "net.navigator-for-erp.app"
!macroend

; An update uninstalls the version before: the schemes stay for the one that comes.
!macro customUnInstall
  ${ifNot} ${isUpdated}
    DeleteRegKey SHELL_CONTEXT "Software\Classes\erpnet-navigator"
    DeleteRegKey SHELL_CONTEXT "Software\Classes\net.navigator-for-erp.app"
  ${endIf}
!macroend
