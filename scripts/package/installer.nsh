; Of the setup, read by electron-builder: the times of the files that it packs are not noted, so that two builds are the same.
!macro customHeader
  SetDateSave off
!macroend
